// Prints a pair of keys as the lines of an environment file: the one for gateways, the other for subgraphs.
import { makeGatewayKeys } from '../../kit/src/internal-token/make-keys.ts';

const { key, publicKeys } = makeGatewayKeys();
process.stdout.write(`CONSTELLATION_GATEWAY_KEY='${key}'\nCONSTELLATION_GATEWAY_PUBLIC_KEYS='${publicKeys}'\n`);
