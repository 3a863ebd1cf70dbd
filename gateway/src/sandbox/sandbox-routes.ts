import type { Routes } from '@constellation/kit';
import { assets } from './assets.ts';
import { readExamples } from './examples.ts';

/**
 * Everything comes from this server, and the page may talk to nothing else. Monaco makes style elements as it goes,
 * hence `unsafe-inline` for styles; no script runs that is not a file of ours.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'public, max-age=300',
};

/** The sandbox: GraphiQL with the example operations in its tabs, working without any other host. */
export const sandboxRoutes: Routes = (app) => {
  app.get('/', async (_request, reply) => reply.redirect('/sandbox'));
  app.get('/sandbox/examples', async (_request, reply) => reply.headers(headers).send(await readExamples()));
  for (const [path, { type, read }] of Object.entries(assets)) {
    app.get(path, async (_request, reply) => reply.headers(headers).type(type).send(await read()));
  }
};
