import { mailPasswordReset, parseEvent } from '@constellation/schema';
import { afterAll, expect, test } from 'vitest';
import { freshEmail } from './fixtures/accounts.ts';
import { type OpenGraph, openGraphs } from './fixtures/graph.ts';
import { statusOf } from './fixtures/people.ts';
import { reset, signIn, signUp, tryReset, trySignIn } from './fixtures/sessions.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const next = 'a new and better one';

const ask = ({ ask: send }: OpenGraph, email: string) =>
  send('mutation ($email: String!) { requestPasswordReset(email: $email) { done errors { code } } }', { email });

/** What whoever sends mail reads, at most one for each account. */
async function mailTo({ platform: { bus } }: OpenGraph, userId: string) {
  const stored = await bus.last(mailPasswordReset.stream, mailPasswordReset.subject(userId, { userId }));
  return stored?.event.type === mailPasswordReset.type ? parseEvent(mailPasswordReset, stored.event).data : undefined;
}

test.for(graphs)(
  'on the $kind platform who has forgotten the password gets a mail, sets another one and is signed in, alone',
  async (graph) => {
    const before = await signUp(graph);
    expect(await statusOf(before)).toBe(200);

    const answer = await ask(graph, before.email);
    await expect.poll(() => mailTo(graph, before.userId)).toBeDefined();
    const mail = await mailTo(graph, before.userId);
    const after = await reset(graph, { token: mail?.token, password: next });

    expect(answer).toEqual({ status: 200, data: { requestPasswordReset: { done: true, errors: [] } } });
    expect(mail).toMatchObject({ email: before.email, userId: before.userId });
    expect(after.userId).toBe(before.userId);
    await expect.poll(() => statusOf(before), { timeout: 1_000 }).toBe(401);
    const { data } = await tryReset(graph, { token: mail?.token, password: next });
    expect(data).toEqual({ result: { session: null, errors: [{ code: 'RESET_TOKEN_INVALID' }] } });
    await expect.poll(() => mailTo(graph, before.userId)).toBeUndefined();
    const refused = await trySignIn(graph, before);
    expect(refused.data).toEqual({ result: { session: null, errors: [{ code: 'INVALID_CREDENTIALS' }] } });
    await signIn(graph, after);
  },
);

test.for(graphs)(
  'on the $kind platform an address that nobody has is answered like one that somebody has',
  async (graph) => {
    const { email } = await signUp(graph);
    const done = { status: 200, data: { requestPasswordReset: { done: true, errors: [] } } };

    expect([await ask(graph, email), await ask(graph, freshEmail())]).toEqual([done, done]);
  },
);
