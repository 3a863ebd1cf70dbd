import type { App } from './app.ts';

/** Tells every client its trace id, logs every answer, and lets no connection outlive its answer while draining. */
export function watchRequests(app: App): void {
  app.addHook('onRequest', async ({ id }, reply) => {
    reply.header('trace-id', id);
  });
  app.addHook('onSend', async (_request, reply) => {
    if (app.isDraining()) reply.header('connection', 'close');
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, url, routeOptions, log } = request;
    // The query may hold personal data.
    const path = url.split('?', 1)[0];
    log[routeOptions.config.quiet ? 'debug' : 'info'](
      { method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });
}
