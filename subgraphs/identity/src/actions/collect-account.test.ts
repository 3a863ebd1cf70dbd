import { platformKinds } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { newAccount, password } from '../testing/accounts.ts';
import { foreignPerson, importAll } from '../testing/foreign-people.ts';
import { openIdentity } from '../testing/open-identity.ts';
import { collectAccount } from './collect-account.ts';
import { signIn } from './sign-in.ts';

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
