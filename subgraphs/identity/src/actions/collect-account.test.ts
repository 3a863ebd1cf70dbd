import { platformKinds } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { newAccount, password } from '../testing/accounts.ts';
import { foreignPerson, importAll } from '../testing/foreign-people.ts';
import { openIdentity } from '../testing/open-identity.ts';
import { collectAccount } from './collect-account.ts';
import { requestDataExport } from './request-data-export.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

const opened = await Promise.all(platformKinds.map((kind) => openIdentity(kind)));
afterAll(async () => void (await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()))));

test.for(opened)(
  'on the $kind platform somebody’s data tell what another system knew them by, if they came from one',
  async (identity) => {
    const ada = foreignPerson();
    await importAll(identity, [ada], 'tickets');
    const { user } = await signIn(identity.scope(), { email: ada.email ?? '', password });
    const grace = await newAccount(identity);

    expect(await collectAccount(identity.scope(), user.id)).toMatchObject({
      account: { id: user.id, email: ada.email, origin: { source: 'tickets', id: ada.id } },
    });
    expect(await collectAccount(identity.scope(), grace.id)).toMatchObject({
      account: { id: grace.id, email: grace.email, origin: null },
    });
  },
);

test.for(opened)(
  'on the $kind platform all times of somebody’s data are in UTC and written alike',
  async (identity) => {
    const { id, principal } = await newAccount(identity);
    await requestDataExport(identity.scope({ principal }));
    await signOut(identity.scope({ principal }));
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);

    expect(await collectAccount(identity.scope(), id)).toMatchObject({
      account: { createdAt: time, sessions: [{ begunAt: time, refreshedAt: time, endedAt: time }] },
      jobs: [{ createdAt: time }],
    });
  },
);
