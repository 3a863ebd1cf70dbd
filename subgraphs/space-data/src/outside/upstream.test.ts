import { inspect } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { everyFailure, failures, lastsForEver, openFake } from './fake-upstream.ts';
import { UpstreamFailure } from './upstream-failure.ts';
import { openUpstream } from './upstream.ts';

const key = 'k3y-of-somebody';
const later = { date: 'Sun, 22 Nov 2026 12:00:00 GMT', 'retry-after': 'Sun, 22 Nov 2026 12:30:00 GMT' };
const fake = await openFake(({ pathname }) =>
  pathname === '/told'
    ? { status: 403, body: `{"your key":"${key}"}` }
    : pathname === '/later'
      ? { status: 503, body: '{}', headers: later }
      : { body: '{"count":3,"new":{"field":[]}}' },
);
afterAll(() => fake[Symbol.asyncDispose]());

const ask = (path = '/count', timeoutMs?: number, patience = 1) =>
  openUpstream(timeoutMs === undefined ? {} : { timeoutMs }).ask({
    url: new URL(path, fake.url),
    headers: { 'x-api-key': key },
    schema: z.object({ count: z.number() }),
    mostBytes: 100_000,
    patience,
  });

const failureOf = async (path?: string, timeoutMs?: number): Promise<unknown> =>
  ask(path, timeoutMs).catch((error: unknown) => error);

test('an answer is read by its schema, whatever else it says', async () => {
  fake.fail(undefined);

  expect(await ask()).toEqual({ count: 3 });
  expect(fake.headers).toMatchObject({ 'user-agent': 'Constellation/0.1 (space-data)', 'x-api-key': key });
});

test('a form is sent, and whom to turn to is told', async () => {
  fake.fail(undefined);
  const contact = 'sky@example.org';

  await openUpstream({ contact }).ask({
    url: new URL('/count', fake.url),
    form: { request: '{"a b":"&"}' },
    schema: z.object({ count: z.literal(3) }),
    mostBytes: 100_000,
  });

  expect(fake.headers).toMatchObject({ 'user-agent': 'Constellation/0.1 (space-data; sky@example.org)' });
  expect(fake.sent).toBe('request=%7B%22a+b%22%3A%22%26%22%7D');
});

test.each(everyFailure)('one that %s has failed, and says how', async (failure) => {
  fake.fail(failure);

  const error = await failureOf('/count', lastsForEver(failure) ? 300 : undefined);

  expect(error).toBeInstanceOf(UpstreamFailure);
  expect(error).toMatchObject({ code: failures[failure].code });
});

test('one that may take its time is given up later', async () => {
  fake.fail('is silent');
  const givenUp: string[] = [];
  const giveUp = (name: string) => () => void givenUp.push(name);

  await Promise.all([ask('/count', 100, 5).catch(giveUp('patient')), ask('/count', 100).catch(giveUp('usual'))]);

  expect(givenUp).toEqual(['usual', 'patient']);
});

test('one that says when to come again is understood', async () => {
  fake.fail('has enough (429)');

  expect(await failureOf()).toMatchObject({ retryAfterSeconds: 7 });
});

test('one that says by a date when to come again is understood, whatever our clock says', async () => {
  fake.fail(undefined);

  expect(await failureOf('/later')).toMatchObject({ code: 'UPSTREAM_503', retryAfterSeconds: 1_800 });
});

test('nobody is followed to where a source sends us', async () => {
  fake.fail('sends elsewhere');
  await failureOf();

  expect(fake.asked).not.toContain('/elsewhere');
});

test('a failure tells neither key nor address, even where the source repeats them', async () => {
  fake.fail(undefined);

  const failure = await failureOf('/told');

  expect(failure).toMatchObject({ code: 'UPSTREAM_403' });
  const told = `${inspect(failure, { depth: 9, showHidden: true })} ${JSON.stringify(failure)} ${String(failure)}`;
  expect(told).not.toContain(key);
  expect(told).not.toContain(new URL(fake.url).port);
});

test('one who is not there is unreachable', async () => {
  const gone = await openFake(() => ({ body: '{}' }));
  await gone[Symbol.asyncDispose]();

  const asked = openUpstream().ask({ url: new URL(gone.url), schema: z.object({}), mostBytes: 1 });

  await expect(asked).rejects.toMatchObject({ code: 'UPSTREAM_UNREACHABLE' });
});
