import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openClient } from './fixtures/client.ts';
import { openFleet } from './fixtures/fleet.ts';
import { askAccounts } from './fixtures/import-command.ts';

const signingIn = `mutation ($email: String!, $password: String!) {
  result: signIn(email: $email, password: $password) { session { accessToken } errors { code } }
}`;

test(
  'distributed platform: of identity processes that start at once one opens the account of the first administrator',
  { timeout: 240_000 },
  async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-admin-'));
    const path = join(folder.path, 'password');
    await writeFile(path, 'correct horse battery\n', { mode: 0o600 });
    const named = { CONSTELLATION_ADMIN_EMAIL: 'ada@example.org', CONSTELLATION_ADMIN_PASSWORD_FILE: path };

    await using fleet = await openFleet({
      identities: 3,
      bookings: 1,
      gateways: 1,
      environment: (name) => (name.startsWith('identity') ? named : {}),
    });

    const client = openClient(fleet.gateways[0]?.url ?? '', { authorization: null });
    const { data } = await client.ask(signingIn, { email: 'ada@example.org', password: 'correct horse battery' });
    const { accessToken } = z
      .object({ result: z.object({ session: z.object({ accessToken: z.string() }) }) })
      .parse(data).result.session;
    const me = await client.ask('{ me { scopes } }', {}, { authorization: `Bearer ${accessToken}` });
    expect(me.data).toEqual({ me: { scopes: expect.arrayContaining(['admin']) } });
    const admins = `select email from users join role_grants on user_id = id where role = 'ADMIN'`;
    expect(await askAccounts(fleet.place, admins)).toEqual([{ email: 'ada@example.org' }]);
  },
);
