import { chmod, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeGatewayKeys } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { firstAdminIn, readEnvironment } from './env.ts';

const folder = await mkdtempDisposable(join(tmpdir(), 'constellation-identity-'));
afterAll(() => folder.remove());

const servers = {
  DATABASE_URL: 'postgres://localhost',
  REDIS_URL: 'redis://localhost',
  NATS_URL: 'nats://localhost',
  CONSTELLATION_GATEWAY_PUBLIC_KEYS: makeGatewayKeys().publicKeys,
};

async function file(text: string, mode = 0o600): Promise<string> {
  const path = join(folder.path, crypto.randomUUID());
  await writeFile(path, text);
  await chmod(path, mode);
  return path;
}

const read = (email: string | undefined, path: string | undefined) =>
  readEnvironment({ ...servers, CONSTELLATION_ADMIN_EMAIL: email, CONSTELLATION_ADMIN_PASSWORD_FILE: path });

test('the first administrator is an address and what stands in a file, without its line end', async () => {
  const env = read('ada@example.org', await file('correct horse battery \n'));

  expect(firstAdminIn(env)).toEqual({ email: 'ada@example.org', password: 'correct horse battery ' });
});

test('it is noticed whether others than its owner can read the file', async () => {
  const open = async (mode: number) =>
    read('ada@example.org', await file('correct horse', mode)).CONSTELLATION_ADMIN_PASSWORD_FILE?.isOpen;

  expect([await open(0o600), await open(0o400), await open(0o640), await open(0o644)]).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

test('nobody has to be named', () => {
  expect(firstAdminIn(read(undefined, undefined))).toBeUndefined();
  expect(firstAdminIn(read('', ''))).toBeUndefined();
});

test('one of the two without the other is refused', async () => {
  const path = await file('correct horse battery');

  expect(() => read('ada@example.org', '')).toThrow('CONSTELLATION_ADMIN_PASSWORD_FILE is missing: expected a file');
  expect(() => read('', path)).toThrow('CONSTELLATION_ADMIN_EMAIL is missing: expected an e-mail address');
});

test('what nobody could sign in with is refused, and the secret is not repeated', async () => {
  const [short, missing] = [await file('secret'), join(folder.path, 'nothing')];

  expect(() => read('ada', missing)).toThrow(
    /CONSTELLATION_ADMIN_EMAIL is refused: .*\n.*PASSWORD_FILE is refused: the file cannot be read/,
  );
  expect(() => read('ada@example.org', short)).toThrow('the file must have 10 to 1024 bytes');
  expect(() => read('ada@example.org', short)).not.toThrow('secret');
});

test('who gives out tokens in its place is told by their address, or by nothing', () => {
  const issuerIn = (issuer: string) =>
    readEnvironment({ ...servers, CONSTELLATION_OIDC_ISSUER: issuer }).CONSTELLATION_OIDC_ISSUER;

  expect([issuerIn('https://login.example.org'), issuerIn('')]).toEqual(['https://login.example.org', undefined]);
  expect(() => issuerIn('login.example.org')).toThrow('CONSTELLATION_OIDC_ISSUER is refused');
});
