import { firstRow, Refusal, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { freshSlug, venueInput } from '../testing/inputs.ts';
import { openVenues } from '../testing/open-venues.ts';
import { createVenue } from './create-venue.ts';
import { lookUpVenue } from './find-venue.ts';

const venues = await openVenues();
afterAll(() => venues[Symbol.asyncDispose]());

test('a new venue can be found by its id and by its slug', async () => {
  const input = venueInput({
    description: 'Fish.\nAnd more fish.',
    phone: '+49 40 123456',
    email: 'anker@example.org',
  });

  const { id } = await createVenue(venues.scope(), { input });

  const byId = await lookUpVenue(venues.scope(), { id });
  const bySlug = await lookUpVenue(venues.scope(), { slug: input.slug });
  expect(byId).toMatchObject({ ...input, id, openingHours: [], specialHours: [], closed: false, version: 1 });
  expect(bySlug).toEqual(byId);
});

test('a new venue and its snapshot are written by the same transaction', async () => {
  const input = venueInput();

  const { id } = await createVenue(venues.scope(), { input });

  const row = await firstRow(venues.scope().em, sql<{ xmin: string }>`select xmin::text from venues where id = ${id}`);
  const snapshots = await venues.snapshots(id);
  const data = {
    venueId: id,
    slug: input.slug,
    name: input.name,
    timeZone: 'Europe/Berlin',
    location: { latitude: 53.54, longitude: 9.97, elevation: 0 },
    closed: false,
    openingHours: [],
    specialHours: [],
    rooms: [],
  };
  expect(snapshots).toEqual([
    { version: 1, xmin: row?.xmin, event: expect.objectContaining({ type: 'venue.snapshot', data }) },
  ]);
});

test('the snapshot carries nothing that is for people only', async () => {
  const input = venueInput({ phone: '+49 40 123456', email: 'anker@example.org' });

  const { id } = await createVenue(venues.scope(), { input });

  const [snapshot] = await venues.snapshots(id);
  expect(JSON.stringify(snapshot)).not.toMatch(/123456|example\.org|Hafenstraße/);
});

test('of fifty venues created at once with one slug one comes to be, and the others are refused', async () => {
  const input = venueInput({ slug: freshSlug() });

  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => createVenue(venues.scope(), { input })));

  const created = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.id] : []));
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  expect(created).toHaveLength(1);
  expect(refused).toEqual(Array.from({ length: 49 }, () => expect.any(Refusal)));
  expect(refused).toEqual(
    Array.from({ length: 49 }, () => expect.objectContaining({ code: 'SLUG_TAKEN', inputPath: ['input', 'slug'] })),
  );
  const appended = await firstRow(
    venues.scope().em,
    sql<{ count: number }>`select count(*)::int from outbox where event -> 'data' ->> 'slug' = ${input.slug}`,
  );
  expect(appended).toEqual({ count: 1 });
});

test('a venue that breaks a rule leaves nothing behind', async () => {
  const input = venueInput({ name: 'x'.repeat(10_000) });

  const attempt = createVenue(venues.scope(), { input });

  await expect(attempt).rejects.toMatchObject({ code: 'INVALID_INPUT', inputPath: ['input', 'name'] });
  expect(await lookUpVenue(venues.scope(), { slug: input.slug })).toBeNull();
});
