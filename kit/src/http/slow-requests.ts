import type { IncomingMessage } from 'node:http';
import type { Routes } from './app.ts';
import { answerBrokenRequest } from './failures.ts';

/**
 * Hangs up on clients that take longer than that to send a request's body, but for routes that read on. Node's own limit
 * knows no exceptions.
 */
export const refuseSlowRequests =
  (limitMs: number): Routes =>
  (app) =>
    void app.addHook('onRequest', async ({ raw, routeOptions: { config } }, reply) => {
      if (config.readsOn || !hasBody(raw)) return;
      const timer = setTimeout(() => {
        if (!raw.complete) answerBrokenRequest(new TooSlow(), raw.socket);
      }, limitMs);
      reply.raw.once('close', () => clearTimeout(timer));
    });

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

class TooSlow extends Error {
  readonly code = 'ERR_HTTP_REQUEST_TIMEOUT';
}
