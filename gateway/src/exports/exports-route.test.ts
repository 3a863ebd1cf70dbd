import type { PersonalDataPart } from '@constellation/kit';
import { expect, test } from 'vitest';
import { tooManyAttempts, Unauthenticated } from '../authentication/refusals.ts';
import { fixtureSubgraph } from '../testing/fixture-subgraph.ts';
import { bookingFixture, venueFixture } from '../testing/fixtures.ts';
import { somebody } from '../testing/people.ts';
import { openTestGateway } from '../testing/test-gateway.ts';
import type { Upstream } from '../upstreams/upstream.ts';

const ada = somebody();
const createdAt = '2026-05-01T12:00:00Z';
const now = Temporal.Instant.from('2030-01-01T00:00:00Z');

type Part = NonNullable<Upstream['part']>;
const answers =
  (part: PersonalDataPart): Part =>
  async () =>
    part;
const stored = (part: object) => answers({ state: 'STORED', part });

/** A gateway with Ada's jobs `export`, `running` and `erasure`; `venue` answers with what is given. */
async function open(venue?: Part) {
  const job = { kind: 'EXPORT', status: 'DONE', pending: [], createdAt };
  const personalDataJobs = [
    { ...job, id: 'export' },
    { ...job, id: 'running', status: 'RUNNING' },
    { ...job, id: 'erasure', kind: 'ERASURE' },
  ];
  const identity = fixtureSubgraph('identity', { Query: { me: () => ({ scopes: [], personalDataJobs }) } });
  const asked: unknown[] = [];
  const part: Part = async (jobId, { principal }) => {
    asked.push([jobId, principal.id]);
    return { state: 'STORED', part: { account: 'Ada' } };
  };
  const gateway = await openTestGateway({
    subgraphs: {
      venue: { ...venueFixture(), ...(venue && { part: venue }) },
      booking: { ...bookingFixture(), part: answers({ state: 'NONE' }) },
      identity: { ...identity, part },
    },
    authenticate: async ({ authorization }) => {
      if (authorization === 'forged') throw new Unauthenticated('forged');
      if (authorization === 'guessed too often') throw tooManyAttempts(now.add({ seconds: 3 }), now);
      return ada;
    },
  });
  const fetchExport = async (id: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${gateway.url}/exports/${id}`, { headers });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return { fetchExport, asked, [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose]() };
}

const refused = (status: number, code: string) => ({
  status,
  body: { errors: [{ message: expect.any(String), extensions: { code } }] },
});

test('an export is one document of all that has parts, which nobody keeps on the way', async () => {
  await using gateway = await open(stored({ visits: 2 }));

  const { status, headers, body } = await gateway.fetchExport('export');

  expect(status).toBe(200);
  expect(body).toEqual({ jobId: 'export', createdAt, parts: { venue: { visits: 2 }, identity: { account: 'Ada' } } });
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('content-disposition')).toBe('attachment; filename="personal-data-export.json"');
  expect(gateway.asked).toEqual([['export', ada.id]]);
});

test.for([
  ['running', 409, 'EXPORT_NOT_READY'],
  ['erasure', 404, 'NOT_FOUND'],
  ['of-somebody-else', 404, 'NOT_FOUND'],
] as const)('for %s the answer is %i, and nobody is asked for parts', async ([id, status, code]) => {
  await using gateway = await open();

  const answer = await gateway.fetchExport(id);

  expect(answer).toMatchObject(refused(status, code));
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(gateway.asked).toEqual([]);
});

test('an export of which a part is gone is gone', async () => {
  await using gateway = await open(answers({ state: 'EXPIRED' }));

  expect(await gateway.fetchExport('export')).toMatchObject(refused(410, 'EXPORT_EXPIRED'));
});

test('where a part cannot be had there is no export for now', async () => {
  await using gateway = await open(() => Promise.reject(new Error('the secret is 42')));

  const answer = await gateway.fetchExport('export');

  expect(answer).toMatchObject(refused(503, 'SUBGRAPH_UNAVAILABLE'));
  expect(JSON.stringify(answer.body)).not.toContain('secret');
});

test('a credential that is not good is none', async () => {
  await using gateway = await open();

  const answer = await gateway.fetchExport('export', { authorization: 'forged' });

  expect(answer).toMatchObject(refused(401, 'UNAUTHENTICATED'));
  expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
});

test('a password that may not be tried yet is refused with how long to wait', async () => {
  await using gateway = await open();

  const { status, headers, body } = await gateway.fetchExport('export', { authorization: 'guessed too often' });

  const details = { until: '2030-01-01T00:00:03Z' };
  expect({ status, body }).toMatchObject({
    status: 429,
    body: { errors: [{ extensions: { code: 'TOO_MANY_ATTEMPTS', details } }] },
  });
  expect(headers.get('retry-after')).toBe('3');
});
