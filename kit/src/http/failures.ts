import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ErrorCode } from '@constellation/schema';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

const codes: Readonly<Record<number, ErrorCode>> = {
  401: 'UNAUTHENTICATED',
  404: 'NOT_FOUND',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  500: 'INTERNAL_SERVER_ERROR',
};

/** A failure outside of GraphQL, in the shape that GraphQL errors have. */
const codedAnswer = (status: number, message: string, details: { code?: ErrorCode; traceId?: string } = {}) => ({
  errors: [{ message, extensions: { code: codes[status] ?? 'BAD_REQUEST', ...details } }],
});

/** Says what is wrong with a request that could not be read; anything else is our fault: logged, and masked outside. */
export function answerError(error: unknown, { id, log }: FastifyRequest, reply: FastifyReply): void {
  const mistake = clientMistake(error);
  if (mistake) {
    reply.code(mistake.statusCode).send(codedAnswer(mistake.statusCode, mistake.message));
    return;
  }
  log.error({ err: error }, 'request failed');
  reply.code(500).send(codedAnswer(500, 'Something went wrong on our side', { traceId: id }));
}

/** Answers somebody who does not show who they are; the scheme says how it is shown. */
export function answerUnauthenticated(reply: FastifyReply, scheme: string, message: string): FastifyReply {
  return reply.code(401).header('www-authenticate', scheme).send(codedAnswer(401, message));
}

/** Answers an address that no route has. */
export function answerUnknown(_request: FastifyRequest, reply: FastifyReply): void {
  reply.code(404).send(codedAnswer(404, 'There is nothing at this address'));
}

/** Answers bytes that are not even HTTP, or came too slowly, and hangs up. */
export function answerBrokenRequest({ code }: Error & { code: string }, socket: Duplex): void {
  if (!socket.writable) return;
  refuseConnection(socket, statusOfBrokenRequest[code] ?? 400);
}

const statusOfBrokenRequest: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/** What its status alone does not say. */
export interface RefusedConnection {
  readonly code: ErrorCode;
  readonly message: string;
}

/** Answers on a bare socket and closes it, whether or not the client does. */
export function refuseConnection(socket: Duplex, status: number, why?: RefusedConnection): void {
  const reason = STATUS_CODES[status] ?? '';
  const body = JSON.stringify(codedAnswer(status, why?.message ?? reason, why && { code: why.code }));
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  // A client that does not hang up in turn would keep the connection.
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

/** Only fastify's own complaints are about the request; others may carry a status of somebody else's answer. */
function clientMistake(error: unknown): { statusCode: number; message: string } | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, statusCode, message }: Partial<FastifyError> = error;
  return code?.startsWith('FST_') && statusCode !== undefined && statusCode < 500
    ? { statusCode, message: message ?? '' }
    : undefined;
}
