import { newId, type Principal, rows, sql } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { servedSubgraphs } from '@constellation/schema';
import { afterAll, expect, test } from 'vitest';
import { atOnce, bearerOf, newAccount, outcomesOf, password } from '../testing/accounts.ts';
import { mailTo, tokenFor } from '../testing/mails.ts';
import { type OpenIdentity, openIdentity } from '../testing/open-identity.ts';
import { keyHolder } from '../testing/partners.ts';
import { askAgain } from './ask-again.ts';
import { changePassword } from './change-password.ts';
import { eraseMyData } from './erase-my-data.ts';
import { grantRole } from './grant-role.ts';
import { noteSubgraphAnswer } from './note-subgraph-answer.ts';
import { refreshSession } from './refresh-session.ts';
import { requestDataExport } from './request-data-export.ts';
import { resetPassword } from './reset-password.ts';
import { listJobs } from './show-job.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

const opened = await Promise.all(platformKinds.map((kind) => openIdentity(kind)));
afterAll(async () => void (await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()))));

const dayMs = 86_400_000;
const minuteMs = 60_000;
const others = servedSubgraphs.filter((name) => name !== 'identity');

type Account = Awaited<ReturnType<typeof newAccount>>;

const erase = (identity: OpenIdentity, { principal }: Pick<Account, 'principal'>) =>
  eraseMyData(identity.scope({ principal }), { confirm: true });

/** Whom the gateway takes somebody for who shows their password. */
function passwordOf({ principal }: Account): Principal {
  const { sessionId: _, ...withoutSession } = principal;
  return withoutSession;
}

const answer = (identity: OpenIdentity, jobId: string, subgraph: string, outcome: 'DONE' | 'FAILED', version = 1) =>
  noteSubgraphAnswer(identity.scope(), { jobId, subgraph, outcome, version });

const jobsOf = (identity: OpenIdentity, { principal }: Pick<Account, 'principal'>) =>
  listJobs({ ...identity.scope({ principal }), origin: 'https://api.example.org' });

test.for(opened)(
  'on the $kind platform of two erasures at once one is done, and both answer with it',
  async (identity) => {
    const account = await newAccount(identity);

    const jobs = await Promise.all(atOnce(5, () => erase(identity, account)));

    expect(new Set(jobs.map(({ id }) => id)).size).toBe(1);
    expect(jobs[0]).toMatchObject({ kind: 'ERASURE', status: 'RUNNING', url: null });
    expect(await identity.revocations(account.id)).toEqual([
      { version: 1, sessionId: null, reason: null },
      { version: 2, sessionId: null, reason: 'ERASED' },
    ]);
  },
);

test.for(opened)('on the $kind platform nothing is left of an account but its id and the fact', async (identity) => {
  const account = await newAccount(identity);
  const { id, email, session } = account;
  await tokenFor(identity, account);
  await signIn(identity.scope({ address: '203.0.113.9' }), { email, password: 'a guess' }).catch(() => {});

  await erase(identity, account);

  const { em } = identity.scope();
  for (const table of ['users', 'personal_data_jobs', 'outbox', 'sign_in_attempts', 'password_resets'])
    expect(await rows(em, sql`select from ${sql.table(table)} as each where each::text like ${`%${email}%`}`)).toEqual(
      [],
    );
  expect(await rows(em, sql`select from sessions where user_id = ${id}`)).toEqual([]);
  expect(await mailTo(identity, id)).toBeUndefined();
  await expect(refreshSession(identity.scope(), session)).rejects.toMatchObject({ code: 'SESSION_ENDED' });
  await expect(signIn(identity.scope(), { email, password })).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
  expect((await newAccount(identity, email)).id).not.toBe(id);
});

test.for(opened)(
  'on the $kind platform whatever meets an erasure comes before it or finds nobody, and leaves no session',
  async (identity) => {
    const account = await newAccount(identity);
    const { email, id, session, principal } = account;
    const token = (await tokenFor(identity, account)) ?? '';

    const [erased, ...met] = await Promise.allSettled([
      erase(identity, account),
      ...atOnce(4, () => signIn(identity.scope(), { email, password })),
      ...atOnce(4, () => refreshSession(identity.scope(), session)),
      changePassword(identity.scope({ principal }), { current: password, next: 'a new and better one' }),
      resetPassword(identity.scope(), { token, password: 'another and better one' }),
      grantRole(identity.scope(), { userId: id, role: 'HOST', venueId: newId() }),
    ]);
    // What it met first may have ended the session; then whoever came after it has another one.
    const last = met.flatMap((each) =>
      each.status === 'fulfilled' && 'accessToken' in each.value ? [each.value] : [],
    );
    const again = erased.status === 'rejected' ? [bearerOf(last.at(-1) ?? session), ...last.map(bearerOf)] : [];
    await Promise.allSettled(again.map((each) => erase(identity, { principal: each })));

    const { em } = identity.scope();
    expect(await rows(em, sql`select from users where id = ${id}`)).toEqual([]);
    expect(await rows(em, sql`select from sessions where user_id = ${id}`)).toEqual([]);
    expect(await rows(em, sql`select from personal_data_jobs where user_id = ${id}`)).toHaveLength(1);
    const refreshed = last.map((each) => refreshSession(identity.scope(), each));
    expect(await outcomesOf(refreshed)).toEqual(last.length > 0 ? { SESSION_ENDED: last.length } : {});
  },
);

test.for(opened)(
  'on the $kind platform an erasure has to be confirmed, from a session that goes on',
  async (identity) => {
    const { principal } = await newAccount(identity);

    await expect(eraseMyData(identity.scope({ principal }), { confirm: false })).rejects.toMatchObject({
      code: 'CONFIRMATION_REQUIRED',
      inputPath: ['confirm'],
    });
    await expect(erase(identity, { principal: keyHolder(newId()) })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await signOut(identity.scope({ principal }));
    await expect(erase(identity, { principal })).rejects.toMatchObject({ code: 'SESSION_ENDED' });
  },
);

test.for(opened)(
  'on the $kind platform an erasure is for who has just shown who they are, however long their session goes on',
  async (identity) => {
    const { email, session } = await newAccount(identity);
    const other = await newAccount(identity);
    await identity.platform.clock.advance(15 * minuteMs);
    const refreshed = bearerOf(await refreshSession(identity.scope(), session));
    await expect(erase(identity, { principal: refreshed })).rejects.toMatchObject({ code: 'RECENT_SIGN_IN_REQUIRED' });

    const anew = bearerOf(await signIn(identity.scope(), { email, password }));
    await identity.platform.clock.advance(14 * minuteMs);

    expect(await erase(identity, { principal: anew })).toMatchObject({ kind: 'ERASURE' });
    expect(await erase(identity, { principal: passwordOf(other) })).toMatchObject({ kind: 'ERASURE' });
    expect(await rows(identity.scope().em, sql`select from users where id = ${other.id}`)).toEqual([]);
  },
);

test('a session that began before that was noted is none of somebody who has just shown who they are', async () => {
  await using identity = await openIdentity();
  const { id, principal } = await newAccount(identity);

  await rows(identity.scope().em, sql`update sessions set begun_at = null where user_id = ${id}`);

  await expect(erase(identity, { principal })).rejects.toMatchObject({ code: 'RECENT_SIGN_IN_REQUIRED' });
});

test('the last administrator stays, whoever goes at once', async () => {
  await using identity = await openIdentity();
  const accounts = await Promise.all(atOnce(4, () => newAccount(identity)));
  for (const { id: userId } of accounts) await grantRole(identity.scope(), { userId, role: 'ADMIN' });

  const outcomes = await outcomesOf(accounts.map((each) => erase(identity, each)));

  expect(outcomes).toEqual({ done: 3, LAST_ADMIN: 1 });
});

test.for(opened)(
  'on the $kind platform a job is done when all have answered, and the newest answer of each counts',
  async (identity) => {
    const account = await newAccount(identity);
    const { id } = await requestDataExport(identity.scope({ principal: account.principal }));
    await expect.poll(async () => (await jobsOf(identity, account))[0]?.pending).toEqual(others.toSorted());

    await answer(identity, id, 'booking', 'FAILED', 2);
    await answer(identity, id, 'booking', 'DONE', 1);
    expect(await jobsOf(identity, account)).toMatchObject([
      { status: 'FAILED', pending: others.toSorted(), url: null },
    ]);
    for (const each of others) await answer(identity, id, each, 'DONE', 3);

    const [job] = await jobsOf(identity, account);
    expect(job).toMatchObject({ id, kind: 'EXPORT', status: 'DONE', pending: [] });
    expect(job?.url?.href).toBe(`https://api.example.org/exports/${id}`);
    await identity.platform.clock.advance(7 * dayMs);
    expect(await jobsOf(identity, account)).toMatchObject([{ status: 'DONE', url: null }]);
  },
);

test.for(opened)(
  'on the $kind platform an export that is under way is not begun again, and five are made a day',
  async (identity) => {
    const account = await newAccount(identity);
    const ask = () => requestDataExport(identity.scope({ principal: account.principal }));
    const ids = new Set<string>();
    for (let count = 0; count < 5; count += 1) {
      const jobs = await Promise.all(atOnce(3, ask));
      for (const { id } of jobs) ids.add(id);
      for (const each of [...others, 'identity']) await answer(identity, jobs[0]?.id ?? '', each, 'DONE', 9);
    }

    expect(ids.size).toBe(5);
    await expect(ask()).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS', details: { until: expect.any(String) } });
    await identity.platform.clock.advance(dayMs);
    expect(ids.has((await ask()).id)).toBe(false);
  },
);

test.for(opened)(
  'on the $kind platform an erasure is asked for again each day until everybody has answered',
  async (identity) => {
    const account = await newAccount(identity);
    const { id } = await erase(identity, account);
    const asked = () =>
      rows(
        identity.scope().em,
        sql`select version from outbox where event ->> 'type' = 'identity.erased' and aggregate = ${account.id}
          order by version`,
      );

    await askAgain(identity.scope());
    expect(await asked()).toEqual([{ version: 1 }]);
    await identity.platform.clock.advance(dayMs);
    await Promise.all(atOnce(3, () => askAgain(identity.scope())));
    expect(await asked()).toEqual([{ version: 1 }, { version: 2 }]);
    for (const each of [...others, 'identity']) await answer(identity, id, each, 'DONE', 9);
    await identity.platform.clock.advance(dayMs);
    await askAgain(identity.scope());

    expect(await asked()).toEqual([{ version: 1 }, { version: 2 }]);
  },
);
