import { generateKeyPairSync } from 'node:crypto';

/** A new pair as the variables of processes take it: the one half for gateways, the other for subgraphs. */
export interface GatewayKeyPair {
  /** A private JWK. Whoever has it is believed by every subgraph. */
  readonly key: string;
  /** A JWKS with its public half. */
  readonly publicKeys: string;
}

/** Makes a pair for Ed25519. */
export function makeGatewayKeys(): GatewayKeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    key: JSON.stringify(privateKey.export({ format: 'jwk' })),
    publicKeys: JSON.stringify({ keys: [publicKey.export({ format: 'jwk' })] }),
  };
}
