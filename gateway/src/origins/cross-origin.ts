import type { Routes } from '@constellation/kit';
import type { AllowedOrigins } from './allowed-origins.ts';

/** What a page of another origin may send; tokens stand in a header, so no cookies and no passwords of the browser. */
const preflight = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, content-type, apollo-require-preflight, idempotency-key, traceparent',
  'access-control-max-age': '7200',
};

/** Lets pages of the listed origins ask at these addresses and below them (CORS), and no others. */
export const crossOrigin =
  (addresses: readonly string[], origins: AllowedOrigins): Routes =>
  (app) =>
    void app.addHook('onRequest', async ({ method, headers, url }, reply) => {
      const path = url.split('?', 1)[0] ?? '';
      if (!addresses.some((address) => path === address || path.startsWith(`${address}/`))) return undefined;
      reply.header('vary', 'Origin');
      const { origin, 'access-control-request-method': wanted } = headers;
      if (origin === undefined || !origins.lists(origin)) return undefined;
      reply.header('access-control-allow-origin', origin);
      return method === 'OPTIONS' && wanted !== undefined ? reply.code(204).headers(preflight).send() : undefined;
    });
