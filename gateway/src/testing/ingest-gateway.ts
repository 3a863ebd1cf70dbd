import { connect, type Socket } from 'node:net';
import type { Principal } from '@constellation/kit';
import { Unauthenticated } from '../authentication/refusals.ts';
import { somebody, visitor } from './people.ts';
import { type StoringTelemetry, storingTelemetry } from './storing-telemetry.ts';
import { openTestGateway, type TestGateway } from './test-gateway.ts';

/** Whom the credential `device` speaks for. */
export const device: Principal = { ...somebody('readings:write', 'devices:read'), kind: 'DEVICE' };

const known = new Map([
  ['device', device],
  ['customer', somebody('bookings:read')],
]);

/** Knows `device` and `customer`; everything else that is shown is forged. */
export const deviceOrCustomer = async ({ authorization }: { readonly authorization: string | undefined }) => {
  if (authorization === undefined) return visitor;
  const principal = known.get(authorization);
  if (!principal) throw new Unauthenticated('forged');
  return principal;
};

/** A gateway with a telemetry subgraph that only counts. */
export interface IngestGateway extends TestGateway {
  readonly telemetry: StoringTelemetry;
  /** Sends a body as the device, unless the headers say otherwise. */
  send(
    body: string | Buffer<ArrayBuffer>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ readonly status: number; readonly headers: Headers; readonly body: unknown }>;
  /** Begins a request with lines, by hand. */
  begin(authorization: string, contentLength: number): Socket;
}

export async function openIngestGateway(telemetry: StoringTelemetry = storingTelemetry()): Promise<IngestGateway> {
  const gateway = await openTestGateway({
    subgraphs: { telemetry },
    limits: { subgraphMs: 60_000 },
    authenticate: deviceOrCustomer,
  });
  return {
    ...gateway,
    telemetry,
    async send(body, headers = {}) {
      const response = await fetch(`${gateway.url}/telemetry/ingest`, {
        method: 'POST',
        headers: { authorization: 'device', 'content-type': 'application/json', ...headers },
        body,
      });
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
    begin(authorization, contentLength) {
      const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
      const head = [
        'POST /telemetry/ingest HTTP/1.1',
        'host: test',
        `authorization: ${authorization}`,
        'content-type: application/x-ndjson',
        `content-length: ${contentLength}`,
      ];
      socket.write(`${head.join('\r\n')}\r\n\r\n`);
      return socket;
    },
  };
}

/** A measurement as a device writes it. */
export const point = (metric = 'temperature') => ({ metric, time: '2030-01-01T00:00:00Z', value: 21.5 });

/** So many of them. */
export const points = (count: number) => Array.from({ length: count }, () => point());

/** As NDJSON. */
export const linesOf = (given: readonly unknown[]): string => given.map((each) => `${JSON.stringify(each)}\n`).join('');
