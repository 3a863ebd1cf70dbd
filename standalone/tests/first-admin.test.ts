import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Account } from './fixtures/accounts.ts';
import { openFleet } from './fixtures/fleet.ts';
import { askAccounts } from './fixtures/import-command.ts';
import { signIn } from './fixtures/sessions.ts';

const ada: Account = { email: 'ada@example.org', password: 'correct horse battery' };

test(
  'distributed platform: of identity processes that start at once one opens the account of the first administrator',
  { timeout: 240_000 },
  async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-admin-'));
    const path = join(folder.path, 'password');
    await writeFile(path, `${ada.password}\n`, { mode: 0o600 });
    const named = { CONSTELLATION_ADMIN_EMAIL: ada.email, CONSTELLATION_ADMIN_PASSWORD_FILE: path };

    await using fleet = await openFleet({
      counts: { identity: 3, booking: 1, gateway: 1 },
      environment: (name) => (name.startsWith('identity') ? named : {}),
    });

    const [gateway] = fleet.gateways;
    if (!gateway) throw new Error('There is no gateway');
    const me = await (await signIn(gateway, ada)).ask('{ me { scopes } }');
    expect(me.data).toEqual({ me: { scopes: expect.arrayContaining(['admin']) } });
    const admins = `select email from users join role_grants on user_id = id where role = 'ADMIN'`;
    expect(await askAccounts(fleet.place, admins)).toEqual([{ email: ada.email }]);
  },
);
