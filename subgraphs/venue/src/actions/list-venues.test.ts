import { newId } from '@constellation/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WantedVenues } from '../domain/venue-filter.ts';
import { openEach } from '../testing/listed.ts';
import { openVenues } from '../testing/open-venues.ts';
import { closeVenue } from './close-venue.ts';
import { listVenues } from './list-venues.ts';

const venues = await openVenues();
afterAll(() => venues[Symbol.asyncDispose]());

beforeAll(() => openEach(venues.scope, [{ name: 'Anker' }, { name: 'Boje' }, { name: 'Container' }]));

const near = { latitude: 53.6, longitude: 9.97, radiusKm: 10 };

/** A page of two, and the cursor behind it. */
async function firstPage(filter: WantedVenues | null) {
  const { edges, pageInfo } = await listVenues(venues.scope(), { first: 2, filter });
  return { names: edges.map(({ node }) => node.name), after: pageInfo.endCursor };
}

test('closed venues are listed, too', async () => {
  const { edges } = await listVenues(venues.scope(), { first: 1 });
  await closeVenue(venues.scope(), { id: String(edges[0]?.node.id) });

  expect(await firstPage(null)).toMatchObject({ names: ['Anker', 'Boje'] });
});

const filters: readonly (WantedVenues | null)[] = [
  null,
  { kind: 'RESTAURANT' },
  { city: 'Hamburg' },
  { city: 'hamburg', kind: 'RESTAURANT' },
  { text: 'hamburg' },
  { near },
  { near: { ...near, radiusKm: 11 } },
];

test.each(filters)('a cursor goes on in its own list, that of %j, and is refused in any other', async (filter) => {
  const { after } = await firstPage(filter);
  const others = filters.filter((other) => other !== filter);

  const { edges, pageInfo } = await listVenues(venues.scope(), { first: 2, filter, after });
  const refused = await Promise.allSettled(
    others.map((other) => listVenues(venues.scope(), { first: 2, filter: other, after })),
  );

  expect(edges).toMatchObject([{ node: { name: 'Container' } }]);
  expect(pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  expect(refused).toEqual(
    others.map(() => ({
      status: 'rejected',
      reason: expect.objectContaining({ code: 'BAD_USER_INPUT', inputPath: ['after'] }),
    })),
  );
});

test.each<readonly [WantedVenues | null, WantedVenues | null]>([
  [null, {}],
  [{}, { kind: null, city: null, near: null, text: null }],
  [{ city: 'Hamburg', near: null }, { city: ' Hamburg' }],
])('%j and %j are one list', async (filter, same) => {
  const { after } = await firstPage(filter);

  const { edges } = await listVenues(venues.scope(), { first: 2, filter: same, after });

  expect(edges).toMatchObject([{ node: { name: 'Container' } }]);
});

test.each(['far', '-1', 'NaN', 'Infinity', '1e999', '9'.repeat(400), '0x10', ' 1', ''])(
  'a cursor that was made up, %j kilometres away, is refused',
  async (rank) => {
    const { after } = await firstPage({ near });
    const [binding] = JSON.parse(Buffer.from(String(after), 'base64url').toString());
    const cursor = Buffer.from(JSON.stringify([binding, rank, newId()])).toString('base64url');

    const attempt = listVenues(venues.scope(), { first: 2, filter: { near }, after: cursor });

    await expect(attempt).rejects.toMatchObject({ code: 'BAD_USER_INPUT', inputPath: ['after'] });
  },
);

test('a cursor behind the longest name there can be fits into an argument', async () => {
  const text = 'Þingvellir';
  await openEach(venues.scope, [
    { name: `${text} ${'漢'.repeat(189)}` },
    { name: `${text} ${'漢'.repeat(189)}` },
    { name: `${text} ${'漢'.repeat(189)}` },
  ]);

  const { after } = await firstPage({ text });

  expect(after?.length).toBeLessThanOrEqual(1_000);
});
