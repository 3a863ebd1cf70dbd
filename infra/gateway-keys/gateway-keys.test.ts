import { execFileSync } from 'node:child_process';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { readGatewayKey, readGatewayPublicKeys } from '../../kit/src/index.ts';

test('what is printed goes into an environment file as it is, and the two lines are one pair', () => {
  const printed = execFileSync(process.execPath, ['infra/gateway-keys/main.ts'], { encoding: 'utf8' });

  const { CONSTELLATION_GATEWAY_KEY: key = '', CONSTELLATION_GATEWAY_PUBLIC_KEYS: publicKeys = '' } = parseEnv(printed);
  expect([...readGatewayPublicKeys(publicKeys).keys()]).toEqual([readGatewayKey(key).id]);
  expect(publicKeys).not.toContain('"d"');
});
