import { type Routes, traceFrom } from '@constellation/kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { inTime } from '../upstreams/in-time.ts';
import { allowScope } from './allow-scope.ts';
import { type Asking, type DeviceStates, readStates, report, reportState } from './device-state.ts';
import { answerNotServed, noAnswer, NotServed } from './not-served.ts';
import { stateDelta } from './state-delta.ts';
import type { TelemetryOptions } from './telemetry-options.ts';

type StateRequest = FastifyRequest<{ Params: { deviceId: string } }>;

/** Where a device finds out what it should be like, and says what it is like. */
const statePath = '/telemetry/devices/:deviceId/state';

/** Tells the desired and the reported state of a device with what differs, under a tag of their versions, and takes its reports. */
export const stateRoute =
  (options: TelemetryOptions): Routes =>
  (app) => {
    app.get(statePath, (request: StateRequest, reply) =>
      answer(options, request, reply, (asking) => {
        allowScope(asking.headers.principal, 'devices:read');
        return readStates(asking, request.params.deviceId);
      }),
    );
    app.route({
      method: ['PUT', 'POST'],
      url: statePath,
      handler: (request: StateRequest, reply) =>
        answer(options, request, reply, (asking) => {
          allowScope(asking.headers.principal, 'readings:write');
          return reportState(asking, request.params.deviceId, reportIn(request.body));
        }),
    });
  };

function reportIn(body: unknown) {
  const { data, error } = report.safeParse(body);
  if (data) return data;
  const message = 'Expected a JSON object with `state`, an object, and `version`, a whole number';
  throw new NotServed({ status: 400, code: 'BAD_REQUEST', message, details: { path: error.issues[0]?.path ?? [] } });
}

async function answer(
  { telemetry, authentication, timeoutMs }: TelemetryOptions,
  request: StateRequest,
  reply: FastifyReply,
  work: (asking: Asking) => Promise<DeviceStates>,
) {
  const { authorization, traceparent, 'if-none-match': known } = request.headers;
  reply.headers({ 'cache-control': 'private, no-cache', 'x-content-type-options': 'nosniff' });
  try {
    const { principal } = await authentication.authenticate({ authorization, address: request.ip });
    const headers = { principal, address: request.ip, traceparent: traceFrom(traceparent?.toString()).traceparent };
    const states = await inTime(timeoutMs, (signal) => work({ telemetry, headers, signal })).catch((error: unknown) => {
      if (error instanceof NotServed) throw error;
      request.log.warn({ err: error }, 'the state of a device could not be had');
      throw noAnswer();
    });
    const tag = tagOf(states);
    reply.header('etag', tag);
    if (request.method === 'GET' && known !== undefined && names(known, tag)) return await reply.code(304).send();
    const { desired, reported } = states;
    return await reply.send({ desired, reported, delta: stateDelta(reported.state, desired.state) });
  } catch (error) {
    return answerNotServed(reply, error);
  }
}

const tagOf = ({ desired, reported }: DeviceStates): string => `"${desired.version}-${reported.version}"`;

/** Whether `If-None-Match` has a tag in its list, weak or not. */
const names = (known: string, tag: string): boolean =>
  known.split(',').some((each) => ['*', tag, `W/${tag}`].includes(each.trim()));
