import { MovableClock, newId, openLog, openMetrics } from '@constellation/kit';
import { basic } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import type { Access, EndOfAccess } from './access.ts';
import { openJudgements } from './judgements.ts';
import { rememberedAccesses } from './remembered-accesses.ts';

const withPassword = (password: string) => basic({ email: 'ada@example.org', password });
const credential = (password: string) => ({ kind: 'PASSWORD', email: 'ada@example.org', password }) as const;
const unauthenticated = { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } };
const outage = { extensions: { code: 'SUBGRAPH_UNAVAILABLE', http: { status: 503 } } };

interface Identity {
  asked: number;
  isAway: boolean;
  /** Before which it lets nobody try. */
  until: string | undefined;
  /** What happens while it judges. */
  meanwhile: () => Promise<void>;
}

/** An identity that knows one account by its password, and a gateway that asks it. */
function open() {
  const clock = new MovableClock();
  const metrics = openMetrics();
  const id = newId();
  const account = { id, version: 1, password: 'right' };
  const identity: Identity = { asked: 0, isAway: false, until: undefined, meanwhile: async () => {} };
  const revoked = { before: 0 };
  const seen: string[] = [];
  const log = openLog({ name: 'test', level: 'debug', destination: { write: (line) => void seen.push(line) } });
  const endOf = ({ version }: Access): EndOfAccess | undefined =>
    version < revoked.before ? 'ACCESS_CHANGED' : undefined;
  const remembered = rememberedAccesses({ clock, endOf });
  const accessOf = openJudgements({
    clock,
    metrics,
    log,
    remembered,
    endOf,
    judge: async (question) => {
      identity.asked += 1;
      if (identity.isAway) throw new Error('Nobody answers');
      const { version, password } = account;
      await identity.meanwhile();
      if (identity.until) return { refused: { code: 'TOO_MANY_ATTEMPTS', details: { until: identity.until } } };
      return 'password' in question && question.password === password
        ? { principal: { kind: 'USER', id, scopes: ['bookings:read'], venueRoles: {} }, version }
        : { refused: { code: 'INVALID_CREDENTIALS', details: {} } };
    },
  });
  const show = async (password: string, address = '203.0.113.7') => {
    const authorization = withPassword(password);
    return remembered.find(authorization) ?? accessOf(credential(password), { authorization, address });
  };
  /** What happens when a password is changed: identity knows it at once, the gateway within a second. */
  const change = (password: string) => {
    account.password = password;
    account.version += 1;
  };
  const hear = () => (revoked.before = account.version);
  const told = async (outcome: string) =>
    new RegExp(`judged_total\\{kind="password",outcome="${outcome}"\\} (\\d+)`).exec(await metrics.text())?.[1];
  return { id, account, identity, clock, show, change, hear, told, seen };
}

const some = 1_000;

test('a good password is judged once, however often it is shown, and again after five minutes', async () => {
  const { identity, show, id, clock } = open();

  for (let count = 0; count < some; count += 1)
    expect(await show('right')).toMatchObject({ principal: { kind: 'USER', id }, version: 1 });
  expect(identity.asked).toBe(1);
  await clock.advance(240_000);
  await show('right');
  expect(identity.asked).toBe(1);
  await clock.advance(60_000);
  await show('right');

  expect(identity.asked).toBe(2);
});

test('shown by many at once it is judged once, whether it is good or not', async () => {
  const { identity, show, told } = open();

  const good = await Promise.all(Array.from({ length: some }, () => show('right')));
  const bad = await Promise.allSettled(Array.from({ length: some }, () => show('wrong')));

  expect(new Set(good).size).toBe(1);
  expect(bad.filter(({ status }) => status === 'rejected')).toHaveLength(some);
  expect(identity.asked).toBe(2);
  expect([await told('good'), await told('refused')]).toEqual(['1', '1']);
});

test('a bad one is asked about once a second, and none is refused longer that has become right', async () => {
  const { identity, show, clock, account } = open();
  for (let count = 0; count < 5; count += 1) await expect(show('next')).rejects.toMatchObject(unauthenticated);
  expect(identity.asked).toBe(1);

  account.password = 'next';
  await clock.advance(1_000);

  expect(await show('next')).toMatchObject({ version: 1 });
});

test('how long it took to judge a bad one counts to that second', async () => {
  const { identity, show, clock } = open();
  identity.meanwhile = () => clock.advance(1_000);

  await expect(show('wrong')).rejects.toMatchObject(unauthenticated);
  await expect(show('wrong')).rejects.toMatchObject(unauthenticated);

  expect(identity.asked).toBe(2);
});

test('a revocation ends what is remembered: another password is not accepted, other rights are asked for', async () => {
  const { identity, show, change, hear, account } = open();
  await show('right');

  account.version += 1;
  hear();
  expect(await show('right')).toMatchObject({ version: 2 });
  change('next');
  expect(await show('right')).toMatchObject({ version: 2 });
  hear();

  await expect(show('right')).rejects.toMatchObject(unauthenticated);
  expect(await show('next')).toMatchObject({ version: 3 });
  expect(identity.asked).toBe(4);
});

test('what was revoked while it was judged is not remembered but judged again', async () => {
  const { identity, show, change, hear } = open();
  identity.meanwhile = async () => {
    identity.meanwhile = async () => {};
    change('next');
    hear();
  };

  await expect(show('right')).rejects.toMatchObject(unauthenticated);

  expect(identity.asked).toBe(2);
});

test('what is revoked each time that it is judged cannot be told', async () => {
  const { identity, show, hear, account } = open();
  identity.meanwhile = async () => {
    account.version += 1;
    hear();
  };

  await expect(show('right')).rejects.toMatchObject(outage);

  expect(identity.asked).toBe(3);
});

test('who has to wait is told until when, and nobody elsewhere is', async () => {
  const { identity, show, clock } = open();
  const until = clock.now().add({ milliseconds: 2_500 }).toString();
  identity.until = until;
  await expect(show('right', '198.51.100.1')).rejects.toMatchObject({
    extensions: {
      code: 'TOO_MANY_ATTEMPTS',
      details: { until },
      http: { status: 429, headers: new Map([['retry-after', '3']]) },
    },
  });

  identity.until = undefined;

  expect(await show('right', '203.0.113.7')).toMatchObject({ version: 1 });
});

test('while identity is away what is remembered goes on counting, and nothing else is judged', async () => {
  const { identity, show, told, seen } = open();
  await show('right');
  identity.isAway = true;

  expect(await show('right')).toMatchObject({ version: 1 });
  await expect(show('wrong')).rejects.toMatchObject(outage);
  identity.isAway = false;
  await expect(show('wrong')).rejects.toMatchObject(unauthenticated);

  expect(await told('unavailable')).toBe('1');
  expect(seen.join()).toContain('Nobody answers');
});

test('an answer that is none is an outage', async () => {
  const clock = new MovableClock();
  const endOf = () => undefined;
  const accessOf = openJudgements({
    clock,
    metrics: openMetrics(),
    log: openLog({ name: 'test', level: 'silent' }),
    remembered: rememberedAccesses({ clock, endOf }),
    endOf,
    judge: async () => ({
      principal: { kind: 'SERVICE', id: 'x', scopes: ['everything'], venueRoles: {} },
      version: 1,
    }),
  });

  await expect(accessOf(credential('right'), { authorization: withPassword('right') })).rejects.toMatchObject(outage);
});

test('no password stands in the log', async () => {
  const { show, identity, seen } = open();
  await expect(show('a wrong one')).rejects.toMatchObject(unauthenticated);
  identity.isAway = true;
  await expect(show('another wrong one')).rejects.toMatchObject(outage);

  expect(seen.join()).not.toMatch(/wrong one|YWRh/);
});
