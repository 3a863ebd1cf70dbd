import type { Routes } from '@constellation/kit';
import { assets, page } from './assets.ts';
import { contentPolicy } from './content-policy.ts';
import { readExamples } from './examples.ts';

const headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'public, max-age=300',
};

/** The sandbox: GraphiQL with the example operations in its tabs, working without any other host. */
export const sandboxRoutes: Routes = (app) => {
  app.get('/', async (_request, reply) => reply.redirect('/sandbox'));
  app.get('/sandbox', async (_request, reply) => {
    const html = await page.read();
    return reply
      .headers({ ...headers, 'content-security-policy': contentPolicy(html) })
      .type(page.type)
      .send(html);
  });
  app.get('/sandbox/examples', async (_request, reply) => reply.headers(headers).send(await readExamples()));
  for (const [path, { type, read }] of Object.entries(assets)) {
    app.get(path, async (_request, reply) =>
      reply
        .headers(headers)
        .type(type)
        .send(await read()),
    );
  }
};
