import { freePort } from '@constellation/kit';
import type { FleetOptions } from './fleet.ts';
import type { Supervised } from './supervised.ts';

/** The metrics of a fleet's processes. */
export interface FleetMetrics {
  /** The variable that the fleet is to be started with. */
  readonly environment: Extract<FleetOptions['environment'], (...place: never[]) => unknown>;
  /** A metric of one process, summed up over its labels; 0 where it tells nothing of the kind. */
  of(process: Supervised, name: string): Promise<number>;
}

/** Finds ports for so many processes. */
export async function fleetMetrics(processes: number): Promise<FleetMetrics> {
  const free: number[] = [];
  while (free.length < processes) free.push(await freePort());
  const ports = new Map<string, number>();
  return {
    environment: (name, place) => {
      const port = free[place] ?? 0;
      ports.set(name, port);
      return { CONSTELLATION_METRICS_PORT: String(port) };
    },
    of: async (process, name) => {
      const url = `http://127.0.0.1:${ports.get(process.name)}/metrics`;
      const text = await (await fetch(url, { signal: AbortSignal.timeout(5_000) })).text();
      const values = text.matchAll(new RegExp(String.raw`^${name}(?:\{.*\})? (?<value>\S+)$`, 'gm'));
      return values.reduce((sum, { groups }) => sum + Number(groups?.['value']), 0);
    },
  };
}
