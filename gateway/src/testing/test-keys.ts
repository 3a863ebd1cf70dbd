import { makeGatewayKeys, openMint, openVerifier, readGatewayKey, readGatewayPublicKeys } from '@constellation/kit';

const keys = makeGatewayKeys();

/** What the gateways of tests sign with. */
export const testMint = openMint({ key: readGatewayKey(keys.key) });

/** What the subgraphs of tests believe. */
export const testVerifier = openVerifier({ keys: readGatewayPublicKeys(keys.publicKeys) });
