import { type Routes, systemClock } from '@constellation/kit';
import { openAssets, readOwn } from './assets.ts';
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
    const html = await readOwn('index.html');
    const policy = { 'content-security-policy': contentPolicy(html) };
    return reply
      .headers({ ...headers, ...policy })
      .type('text/html; charset=utf-8')
      .send(html);
  });
  app.get('/sandbox/examples', async (_request, reply) => reply.headers(headers).send(await readExamples(systemClock)));
  for (const [path, { type, read }] of Object.entries(openAssets())) {
    app.get(path, async (request, reply) => {
      const { content, encoding } = await read(/\bgzip\b/.test(String(request.headers['accept-encoding'])));
      reply.headers({ ...headers, vary: 'accept-encoding', ...(encoding && { 'content-encoding': encoding }) });
      return reply.type(type).send(content);
    });
  }
};
