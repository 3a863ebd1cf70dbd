import { servicePrincipal, StartFailure } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { openIdentity } from '../testing/open-identity.ts';
import { createPartner } from './create-partner.ts';
import { refuseDemo } from './refuse-demo.ts';
import { signUp } from './sign-up.ts';

const identity = await openIdentity();
afterAll(() => identity[Symbol.asyncDispose]());

const demo = () => identity.scope({ principal: servicePrincipal('demo') });

test("a database that only people and partners of their own use is fine, and nobody else is called as the demo's partner", async () => {
  await createPartner(identity.scope(), { name: 'Demo Partners & Co' });

  await expect(refuseDemo(demo())).resolves.toBeUndefined();
  await expect(createPartner(identity.scope(), { name: ' Demo Partner ' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    inputPath: ['name'],
  });
});

test("a database with the demo's partner is refused, and with its accounts as well", async () => {
  await createPartner(demo(), { name: 'Demo Partner' });
  await expect(refuseDemo(demo())).rejects.toThrow(
    new StartFailure(
      "The database holds the demo's partner, Demo Partner, with its keys: use another database, or delete them",
    ),
  );

  await signUp(demo(), { input: { email: 'ada@demo.constellation.test', password: 'constellation' } });

  await expect(refuseDemo(demo())).rejects.toThrow(/^The database holds 1 accounts at .*, and the demo's partner, /);
});
