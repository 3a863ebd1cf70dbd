import { beforeAll, afterAll, expect, inject, test } from 'vitest';
import { newId } from '../identifier.ts';
import { testPlatform } from '../testing/test-platform.ts';
import type { ExecutionHeaders } from './headers.ts';
import { anybody, type ServedNotes, serveNotes } from './notes-subgraph-for-tests.ts';

const opened = new AsyncDisposableStack();
let notes: ServedNotes;

beforeAll(async () => {
  const platform = opened.use(await testPlatform('embedded', inject('postgresUrl')));
  notes = opened.use(await serveNotes(platform));
});

afterAll(() => opened.disposeAsync());

interface Answer {
  readonly note: { readonly id: string; readonly text: string } | null;
  readonly errors: readonly { readonly code: string }[];
}

/** Executes one mutation and returns its payload. */
async function mutate(field: string, variables: object, headers: Partial<ExecutionHeaders> = {}): Promise<Answer> {
  const input =
    'id' in variables ? '($id: ID!) { payload: FIELD(id: $id)' : '($input: NoteInput!) { payload: FIELD(input: $input)';
  const query = `mutation ${input.replace('FIELD', field)} { note { id text } errors { code message path details } } }`;
  const { data, errors } = await notes.execute({ query, variables: { ...variables } }, { ...anybody, ...headers });
  expect(errors).toBeUndefined();
  return data?.['payload'] as Answer;
}

const take = (text: string, idempotencyKey?: string | null, headers?: Partial<ExecutionHeaders>) =>
  mutate('takeNote', { input: { text, ...(idempotencyKey !== undefined && { idempotencyKey }) } }, headers);

async function textOf(id: string | undefined): Promise<unknown> {
  const { data } = await notes.execute(
    { query: 'query ($id: ID!) { note(id: $id) { text } }', variables: { id } },
    anybody,
  );
  return data?.['note'];
}

test('what succeeds names its entity and no errors', async () => {
  const payload = await take('milk');

  expect(payload).toEqual({ note: { id: expect.any(String), text: 'milk' }, errors: [] });
  expect(await textOf(payload.note?.id)).toEqual({ text: 'milk' });
});

test('a refusal becomes an error of the payload, with the way to the input and details', async () => {
  const payload = await take('taken');

  expect(payload).toEqual({
    note: null,
    errors: [{ code: 'TABLE_TAKEN', message: 'Somebody wrote that', path: ['input', 'text'], details: { by: 'Zoë' } }],
  });
});

test('who lacks the scope is refused before anything is done, also under a key', async () => {
  const principal = { ...anybody.principal, scopes: ['bookings:read'] } as const;

  const payloads = [await take('milk', undefined, { principal }), await take('milk', newId(), { principal })];

  const error = {
    code: 'FORBIDDEN',
    message: 'This needs the scope bookings:write',
    path: null,
    details: { scope: 'bookings:write' },
  };
  expect(payloads).toEqual([
    { note: null, errors: [error] },
    { note: null, errors: [error] },
  ]);
});

test('a bug is no refusal: the payload is missing and the inside stays inside', async () => {
  const query = 'mutation { takeNote(input: { text: "bug" }) { note { id } errors { code } } }';

  const { data, errors } = await notes.execute({ query }, anybody);

  expect(data).toEqual({ takeNote: null });
  expect(errors).toMatchObject([{ path: ['takeNote'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
});

test('a repetition under the same key does nothing and answers with the entity', async () => {
  const key = newId();
  const first = await take('milk', key);

  const second = await take('milk', key);

  expect(second).toEqual(first);
});

test('a repetition shows the entity as it is by then, also when it is gone', async () => {
  const key = newId();
  const first = await take('milk', key);
  await mutate('burnNote', { id: first.note?.id });

  const second = await take('milk', key);

  expect(second).toEqual({ note: null, errors: [] });
});

test('a refusal under a key is given again', async () => {
  const key = newId();

  const payloads = [await take('taken', key), await take('taken', key)];

  expect(payloads[0]?.errors).toMatchObject([{ code: 'TABLE_TAKEN', path: ['input', 'text'], details: { by: 'Zoë' } }]);
  expect(payloads[1]).toEqual(payloads[0]);
});

test('the same key with another input is refused', async () => {
  const key = newId();
  await take('milk', key);

  const payload = await take('bread', key);

  expect(payload).toMatchObject({
    note: null,
    errors: [{ code: 'IDEMPOTENCY_MISMATCH', path: ['input', 'idempotencyKey'] }],
  });
});

test('mutations do not share keys', async () => {
  const key = newId();
  const taken = await take('milk', key);

  const copied = await mutate('copyNote', { input: { text: 'milk', idempotencyKey: key } });

  expect(copied.note?.id).not.toBe(taken.note?.id);
});

test.for([
  ['has none', undefined],
  ['says null', null],
] as const)("the request's key counts where the input %s", async ([, key]) => {
  const headers = { idempotencyKey: newId() };

  const payloads = [await take('milk', key, headers), await take('milk', key, headers)];

  expect(payloads[1]).toEqual(payloads[0]);
});

test("the input's key goes before the request's", async () => {
  const headers = { idempotencyKey: newId() };

  const payloads = [await take('milk', newId(), headers), await take('milk', newId(), headers)];

  expect(payloads[1]?.note?.id).not.toBe(payloads[0]?.note?.id);
});

test("the request's key counts for a mutation without an input, and its arguments are what it stands for", async () => {
  const headers = { idempotencyKey: newId() };
  const { note } = await take('milk');
  await mutate('burnNote', { id: note?.id }, headers);

  const repeated = await mutate('burnNote', { id: note?.id }, headers);
  const another = await mutate('burnNote', { id: newId() }, headers);

  expect(repeated).toEqual({ note: null, errors: [] });
  expect(another.errors).toMatchObject([{ code: 'IDEMPOTENCY_MISMATCH' }]);
});

test('an empty key of the request is refused, not passed over', async () => {
  const payload = await take('milk', undefined, { idempotencyKey: '' });

  expect(payload).toMatchObject({ note: null, errors: [{ code: 'INVALID_INPUT', path: null }] });
});

test('a key that is too long is refused with its place', async () => {
  const payload = await take('milk', 'k'.repeat(201));

  expect(payload).toMatchObject({ note: null, errors: [{ code: 'INVALID_INPUT', path: ['input', 'idempotencyKey'] }] });
});
