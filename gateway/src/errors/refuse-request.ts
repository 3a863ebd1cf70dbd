import type { ErrorCode } from '@constellation/schema';
import type { FastifyReply } from 'fastify';

/** Why a request outside of the graph is not served. */
export interface RefusedRequest {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  /** For the caller to act on. */
  readonly details?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers with a code, in the shape that GraphQL errors have. */
export const refuseRequest = (
  reply: FastifyReply,
  { status, code, message, details, headers = {} }: RefusedRequest,
): FastifyReply =>
  reply
    .code(status)
    .headers(headers)
    .send({ errors: [{ message, extensions: { code, ...(details && { details }) } }] });
