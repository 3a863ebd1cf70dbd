import type { FastifyReply } from 'fastify';
import { NotLetIn } from '../authentication/refusals.ts';
import { publicError } from '../errors/public-error.ts';
import { type RefusedRequest, refuseRequest } from '../errors/refuse-request.ts';

/** Ends the work on a request outside of the graph, which is answered with why. */
export class NotServed extends Error {
  readonly refused: RefusedRequest;

  constructor(refused: RefusedRequest) {
    super(refused.message);
    this.name = 'NotServed';
    this.refused = refused;
  }
}

/** No part of the graph has answered, or not in time. */
export const noAnswer = (): NotServed =>
  new NotServed({
    status: 503,
    code: 'SUBGRAPH_UNAVAILABLE',
    message: 'A part of the graph does not answer at the moment',
    headers: { 'retry-after': '2' },
  });

/** Answers whoever is not served, with what was done for them before. @throws the error where it is none of theirs. */
export function answerNotServed(reply: FastifyReply, error: unknown, done?: object): FastifyReply {
  if (error instanceof NotServed) {
    const { details = done, ...refused } = error.refused;
    return refuseRequest(reply, { ...refused, ...(details && { details: { ...details, ...done } }) });
  }
  if (!(error instanceof NotLetIn)) throw error;
  const { extensions, ...refused } = publicError(error);
  const { status, headers } = error.http;
  return reply
    .code(status)
    .headers(Object.fromEntries(headers))
    .send({ errors: [{ ...refused, extensions: { ...extensions, ...(done && { details: done }) } }] });
}
