import { type Log, StartFailure } from '@constellation/kit';
import { findVenueOfSensors, type ForeignSensor, importSensors, telemetrySubgraph } from '@constellation/telemetry';
import type { readEnvironment } from './env.ts';
import { openDatabase } from './open-database.ts';
import type { OpenImport } from './open-import.ts';
import { readSensors } from './read/read-sensors.ts';
import type { Request } from './request.ts';
import { openSensorNotes } from './sensor-notes.ts';

/** @throws StartFailure when the devices cannot be had, or there is no such venue. */
export async function openSensors(
  { file, source, venue: slugOrId }: Request,
  env: ReturnType<typeof readEnvironment>,
  log: Log,
): Promise<OpenImport<ForeignSensor>> {
  await using opened = new AsyncDisposableStack();
  const devices = opened.use(await openDatabase(telemetrySubgraph(), env, log));
  const venue = slugOrId === undefined ? undefined : await findVenueOfSensors({ em: devices.fork() }, slugOrId);
  if (slugOrId !== undefined && !venue)
    throw new StartFailure(`Telemetry has heard of no venue ${slugOrId}; a new one is heard of while the graph runs`);
  const notes = openSensorNotes();
  const running = opened.move();
  return {
    lines: readSensors(file),
    takeOver: async (sensors) => {
      const imported = await importSensors({ em: devices.fork() }, { source, venue, sensors });
      notes.add(imported);
      return imported;
    },
    notes: notes.lines,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
