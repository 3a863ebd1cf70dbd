import { z } from 'zod';
import { readGatewayKey, readGatewayPublicKeys } from './keys.ts';

const howToMake = 'or the path of a file that holds it; `npm run gateway-keys` makes a pair';

/** What a gateway is told. */
export const gatewayKeyVariable = {
  CONSTELLATION_GATEWAY_KEY: read(`expected a private Ed25519 key as a JWK, ${howToMake}`, readGatewayKey).describe(
    'what this gateway signs with, for subgraphs to believe it',
  ),
};

/** What a subgraph is told. */
export const gatewayPublicKeysVariable = {
  CONSTELLATION_GATEWAY_PUBLIC_KEYS: read(
    `expected public Ed25519 keys as a JWKS, ${howToMake}`,
    readGatewayPublicKeys,
  ).describe('the gateways that this subgraph believes'),
};

/** Why a key is refused is not said in detail: it would repeat a part of it. */
function read<Value>(expected: string, parse: (given: string) => Value) {
  return z.string({ error: expected }).transform((given, context) => {
    try {
      return parse(given);
    } catch {
      context.addIssue({ code: 'custom', message: expected });
      return z.NEVER;
    }
  });
}
