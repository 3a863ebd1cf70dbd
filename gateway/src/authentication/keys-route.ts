import type { Routes } from '@constellation/kit';
import { type RefusedRequest, refuseRequest } from '../errors/refuse-request.ts';
import type { KeySet } from './key-set.ts';

const keysPath = '/.well-known/jwks.json';

/** For much less than the hour between a key's announcement and its first signature. */
const mayBeKept = 'public, max-age=300';

/** Tells the public keys that the gateway itself verifies access tokens with, while their issuer is away too. */
export const keysRoute =
  (keys: KeySet): Routes =>
  (app) =>
    void app.get(keysPath, async (_request, reply) => {
      reply.header('x-content-type-options', 'nosniff');
      const published = await keys.published();
      return published
        ? reply.header('cache-control', mayBeKept).type('application/jwk-set+json').send(published)
        : refuseRequest(reply.header('cache-control', 'no-store'), unavailable);
    });

const unavailable: RefusedRequest = {
  status: 503,
  code: 'SUBGRAPH_UNAVAILABLE',
  message: 'The keys are not to be had at the moment',
};
