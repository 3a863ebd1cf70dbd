import type { FastifyRequest } from 'fastify';
import type { App, Routes } from '../http/app.ts';
import { answerUnauthenticated } from '../http/failures.ts';
import type { GatewayPublicKeys } from '../internal-token/keys.ts';
import { principalHeader } from '../internal-token/token.ts';
import { openVerifier, TokenRefused } from '../internal-token/verifier.ts';
import type { Principal } from '../principal.ts';

type PrincipalOf = (request: FastifyRequest) => Principal;

/**
 * Routes that only gateways reach: any other request is answered 401 before its body is read. Which principal a gateway
 * asks for is what its token says, and no other word of the request.
 */
export const forGateways =
  (keys: GatewayPublicKeys, add: (app: App, principalOf: PrincipalOf) => void): Routes =>
  (app) =>
    void app.register(async (guarded) => {
      const verifier = openVerifier({ keys });
      const principals = new WeakMap<FastifyRequest, Principal>();
      guarded.addHook('onRequest', async (request, reply) => {
        try {
          principals.set(request, await verifier.verify(request.headers[principalHeader]?.toString()));
        } catch (error) {
          if (!(error instanceof TokenRefused)) throw error;
          request.log.warn({ reason: error.reason }, 'refused somebody who is no gateway');
          return answerUnauthenticated(reply, principalHeader, `Gateways only, please ask one: ${error.reason}`);
        }
      });
      add(guarded, (request) => {
        const principal = principals.get(request);
        if (!principal) throw new Error('A request was let in without a principal');
        return principal;
      });
    });
