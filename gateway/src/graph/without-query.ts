import type { Routes } from '@constellation/kit';
import { type RefusedRequest, refuseRequest } from '../errors/refuse-request.ts';

const unasked: RefusedRequest = {
  status: 400,
  code: 'BAD_REQUEST',
  message:
    'This is a GraphQL address, and nothing was asked: POST {"query": "{ venues { edges { node { name } } } }"} with `content-type: application/json`, ' +
    'or GET with `?query=` and the header `apollo-require-preflight: true`. For people there is /sandbox',
};

/** Answers whoever opens the address of a graph and asks nothing: a browser is led to the sandbox, others are told how to ask. */
export const withoutQuery =
  (graphPath: string): Routes =>
  (app) =>
    void app.addHook('onRequest', async ({ method, url, headers, routeOptions }, reply) => {
      if (method !== 'GET' || routeOptions.url !== graphPath || asks(url)) return undefined;
      reply.header('vary', 'accept');
      return headers.accept?.includes('text/html') ? reply.redirect('/sandbox') : refuseRequest(reply, unasked);
    });

/** Apollo has its own answer to a document's hash alone. */
function asks(url: string): boolean {
  const parameters = new URLSearchParams(url.split('?')[1]);
  return parameters.has('query') || parameters.has('extensions');
}
