import { mailPasswordReset, parseEvent } from '@constellation/schema';
import { afterAll, expect, test } from 'vitest';
import { bearer, newcomer, password, sessionFields, sessionFrom, signInDocument, signUp } from './fixtures/accounts.ts';
import { type OpenGraph, openGraphs } from './fixtures/graph.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const next = 'a new and better one';

const ask = ({ ask: send }: OpenGraph, email: string) =>
  send('mutation ($email: String!) { requestPasswordReset(email: $email) { done errors { code } } }', { email });

const resetDocument = `mutation ($token: String!, $password: String!) {
  result: resetPassword(token: $token, password: $password) { ${sessionFields} }
}`;

/** What whoever sends mail reads, at most one for each account. */
async function mailTo({ platform: { bus } }: OpenGraph, userId: string) {
  const stored = await bus.last(mailPasswordReset.stream, mailPasswordReset.subject(userId, { userId }));
  return stored?.event.type === mailPasswordReset.type ? parseEvent(mailPasswordReset, stored.event).data : undefined;
}

test.for(graphs)(
  'on the $kind platform who has forgotten the password gets a mail, sets another one and is signed in, alone',
  async (graph) => {
    const person = newcomer();
    const before = await signUp(graph, person);
    const statusOf = async () => (await graph.ask('{ me { scopes } }', {}, bearer(before))).status;
    expect(await statusOf()).toBe(200);

    const answer = await ask(graph, person.email);
    await expect.poll(() => mailTo(graph, before.user.id)).toBeDefined();
    const mail = await mailTo(graph, before.user.id);
    const after = await sessionFrom(graph, resetDocument, { token: mail?.token, password: next });

    expect(answer).toEqual({ status: 200, data: { requestPasswordReset: { done: true, errors: [] } } });
    expect(mail).toMatchObject({ email: person.email, userId: before.user.id });
    expect(after.user.id).toBe(before.user.id);
    await expect.poll(statusOf, { timeout: 1_000 }).toBe(401);
    const { data } = await graph.ask(resetDocument, { token: mail?.token, password: next });
    expect(data).toEqual({ result: { session: null, errors: [{ code: 'RESET_TOKEN_INVALID' }] } });
    await expect.poll(() => mailTo(graph, before.user.id)).toBeUndefined();
    const refused = await graph.ask(signInDocument, { email: person.email, password });
    expect(refused.data).toEqual({ result: { session: null, errors: [{ code: 'INVALID_CREDENTIALS' }] } });
    await sessionFrom(graph, signInDocument, { email: person.email, password: next });
  },
);

test.for(graphs)(
  'on the $kind platform an address that nobody has is answered like one that somebody has, in the same time',
  async (graph) => {
    const people = Array.from({ length: 9 }, newcomer);
    for (const person of people) await signUp(graph, person);
    const took = async (email: string) => {
      const from = performance.now();
      expect(await ask(graph, email)).toMatchObject({ data: { requestPasswordReset: { done: true, errors: [] } } });
      return performance.now() - from;
    };
    const [known, unknown]: number[][] = [[], []];

    for (const { email } of people) {
      known?.push(await took(email));
      unknown?.push(await took(newcomer().email));
    }

    const median = (times: readonly number[] = []) => times.toSorted((one, other) => one - other)[4] ?? 0;
    expect(median(unknown)).toBeGreaterThan(median(known) / 3);
    expect(median(known)).toBeGreaterThan(median(unknown) / 3);
  },
);
