import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseEnvironment } from '../env.ts';
import { privateDirectory } from '../testing/private-directory.ts';
import { gatewayKeyVariable, gatewayPublicKeysVariable } from './key-variables.ts';
import { readGatewayKey, readGatewayPublicKeys } from './keys.ts';
import { makeGatewayKeys } from './make-keys.ts';

const [one, two] = [makeGatewayKeys(), makeGatewayKeys()];
const variables = { ...gatewayKeyVariable, ...gatewayPublicKeysVariable };
const parts = z.object({ x: z.string(), d: z.string() });

test('the two halves of a pair have one id, and no other pair has it', () => {
  const ids = [one, two].map(({ key, publicKeys }) => [
    readGatewayKey(key).id,
    ...readGatewayPublicKeys(publicKeys).keys(),
  ]);

  expect(ids.map((each) => new Set(each).size)).toEqual([1, 1]);
  expect(new Set(ids.flat()).size).toBe(2);
});

test('a key is given as text, or as the path of a file that holds it', async () => {
  await using directory = await privateDirectory('keys');
  const [key, publicKeys] = [join(directory.path, 'key.json'), join(directory.path, 'keys.json')];
  await writeFile(key, `${one.key}\n`);
  await writeFile(publicKeys, one.publicKeys);

  const read = (CONSTELLATION_GATEWAY_KEY: string, CONSTELLATION_GATEWAY_PUBLIC_KEYS: string) =>
    parseEnvironment(variables, { CONSTELLATION_GATEWAY_KEY, CONSTELLATION_GATEWAY_PUBLIC_KEYS });
  const [asText, asFiles] = [read(one.key, one.publicKeys), read(key, publicKeys)];

  expect(asFiles.CONSTELLATION_GATEWAY_KEY.id).toBe(asText.CONSTELLATION_GATEWAY_KEY.id);
  expect([...asFiles.CONSTELLATION_GATEWAY_PUBLIC_KEYS.keys()]).toEqual([asText.CONSTELLATION_GATEWAY_KEY.id]);
});

test('without keys a process does not start, and is told what to do', () => {
  expect(() => parseEnvironment(variables, {})).toThrow(
    'CONSTELLATION_GATEWAY_PUBLIC_KEYS is missing: expected public Ed25519 keys as a JWKS, or the path of a file that ' +
      'holds it; `npm run gateway-keys` makes a pair (the gateways that this subgraph believes)',
  );
  expect(() => parseEnvironment(variables, {})).toThrow(
    'CONSTELLATION_GATEWAY_KEY is missing: expected a private Ed25519 key as a JWK',
  );
});

const secret = parts.parse(JSON.parse(one.key));
const other = parts.parse(JSON.parse(two.key));
const rsa = { kty: 'RSA', n: secret.x, e: 'AQAB' };

test.for([
  ['no file', '/nowhere/secret-key.json'],
  ['half a JWK', one.key.slice(0, -10)],
  ['a public key alone', one.publicKeys],
  ['halves of two pairs', JSON.stringify({ ...JSON.parse(one.key), x: other.x })],
  ['a secret for HMAC', JSON.stringify({ kty: 'oct', k: secret.d })],
])('a private key that is %s is refused without a word of it', ([, given]) => {
  const attempt = () => parseEnvironment(gatewayKeyVariable, { CONSTELLATION_GATEWAY_KEY: given });

  expect(attempt).toThrow(
    /^The environment cannot be used:\n {2}CONSTELLATION_GATEWAY_KEY is refused: expected a priv/,
  );
  expect(attempt).not.toThrow(secret.d.slice(0, 8));
  expect(attempt).not.toThrow('secret-key');
});

test.for([
  ['none', JSON.stringify({ keys: [] })],
  ['a private one', JSON.stringify({ keys: [JSON.parse(one.key)] })],
  ['one for RSA among others', JSON.stringify({ keys: [{ kty: 'OKP', crv: 'Ed25519', x: secret.x }, rsa] })],
  ['one for another curve', JSON.stringify({ keys: [{ kty: 'OKP', crv: 'X25519', x: secret.x }] })],
  ['no JSON', `{${secret.d}`],
])('public keys that are %s are refused without a word of them', ([, given]) => {
  const attempt = () => parseEnvironment(gatewayPublicKeysVariable, { CONSTELLATION_GATEWAY_PUBLIC_KEYS: given });

  expect(attempt).toThrow('CONSTELLATION_GATEWAY_PUBLIC_KEYS is refused: expected public Ed25519 keys as a JWKS');
  expect(attempt).not.toThrow(secret.d.slice(0, 8));
});
