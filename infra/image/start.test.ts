import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { fileOf, rolesIn } from './roles.mjs';

const start = fileURLToPath(new URL('start.mjs', import.meta.url));

const startAs = (environment: Readonly<Record<string, string>>) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [start], { env: environment, encoding: 'utf8' });
  return { status, said: stdout + stderr };
};

test('a container can be the gateway or any subgraph', () => {
  const roles = rolesIn('.');

  expect([...roles.keys()].toSorted()).toEqual(['gateway', ...readdirSync('subgraphs')].toSorted());
  expect(fileOf(roles, 'venue')).toBe('subgraphs/venue/src/main.ts');
});

test('without a role it says in one line which there are', () => {
  expect(startAs({})).toEqual({
    status: 1,
    said: 'IMAGE_NO_ROLE: CONSTELLATION_ROLE is one of booking, gateway, identity, space-data, telemetry, venue\n',
  });
});

test('with a role that is none it says in one line which there are', () => {
  expect(startAs({ CONSTELLATION_ROLE: 'gatewy' })).toEqual({
    status: 1,
    said: 'IMAGE_UNKNOWN_ROLE: there is no role "gatewy"; CONSTELLATION_ROLE is one of booking, gateway, identity, space-data, telemetry, venue\n',
  });
});

test('the service itself says what it lacks, and does not get to see the role', () => {
  const { status, said } = startAs({ CONSTELLATION_ROLE: 'venue', PORT: 'none' });

  expect(status).toBe(1);
  expect(said).toContain('PORT is refused');
  expect(said).toMatch(/CONSTELLATION_GATEWAY_PUBLIC_KEYS is missing: .*`npm run gateway-keys` makes a pair/);
  expect(said).not.toContain('CONSTELLATION_ROLE');
});
