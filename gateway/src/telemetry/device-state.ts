import type { ExecutionHeaders, GraphRequest } from '@constellation/kit';
import type { ErrorCode } from '@constellation/schema';
import { z } from 'zod';
import type { Upstream } from '../upstreams/upstream.ts';
import { noAnswer, NotServed } from './not-served.ts';

const state = z.object({ state: z.record(z.string(), z.unknown()), version: z.int() });
const device = z.object({ desired: state, reported: state });

/** What a device should be like, and what it last said it is like. */
export type DeviceStates = z.infer<typeof device>;

const fields = 'desired { state version } reported { state version }';
const reading = `query ($deviceId: ID!) { device(id: $deviceId) { ${fields} } }`;
const reporting = `mutation ($deviceId: ID!, $state: JSON!, $version: Int!) {
  reportState(deviceId: $deviceId, state: $state, version: $version) { device { ${fields} } errors { code message path } }
}`;

const code = z.custom<ErrorCode>((given) => typeof given === 'string');
const read = z.object({ device: device.nullable() });
const reported = z.object({
  reportState: z.object({
    device: device.nullish(),
    errors: z.array(z.object({ code, message: z.string(), path: z.array(z.string()).nullish() })),
  }),
});

/** A device's own report, counted by it. */
export const report = z.object({ state: z.record(z.string(), z.unknown()), version: z.int32() });

/** Asks telemetry on behalf of whoever asks. */
export interface Asking {
  readonly telemetry: Upstream | undefined;
  readonly headers: ExecutionHeaders;
  readonly signal: AbortSignal;
}

/** The states of a device; @throws NotServed where there is none for whoever asks */
export async function readStates(asking: Asking, deviceId: string): Promise<DeviceStates> {
  const { device: found } = read.parse(await ask(asking, { query: reading, variables: { deviceId } }));
  if (!found) throw nothingHere();
  return found;
}

/** Keeps what a device reports, and gives the states then. @throws NotServed where telemetry refuses it */
export async function reportState(
  asking: Asking,
  deviceId: string,
  given: z.infer<typeof report>,
): Promise<DeviceStates> {
  const answer = reported.parse(await ask(asking, { query: reporting, variables: { deviceId, ...given } }));
  const { device: kept, errors } = answer.reportState;
  const [refused] = errors;
  if (refused) {
    const details = refused.path ? { path: refused.path } : undefined;
    throw new NotServed({ ...refused, status: statuses[refused.code] ?? 409, ...(details && { details }) });
  }
  if (!kept) throw nothingHere();
  return kept;
}

const statuses: Partial<Record<ErrorCode, number>> = { INVALID_INPUT: 400, FORBIDDEN: 403, NOT_FOUND: 404 };

const nothingHere = () =>
  new NotServed({ status: 404, code: 'NOT_FOUND', message: 'There is nothing at this address' });

async function ask({ telemetry, headers, signal }: Asking, request: GraphRequest): Promise<unknown> {
  if (!telemetry) throw noAnswer();
  const { data, errors } = await telemetry.execute(request, headers, signal);
  if (errors?.length)
    throw new Error(`Telemetry does not tell the state: ${errors.map(({ message }) => message).join()}`);
  return data;
}
