import { newId, rows, sql } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { afterAll, expect, test } from 'vitest';
import { type OpenTelemetry, openTelemetry } from '../testing/open-telemetry.ts';
import { type KnownVenue, knownVenue, snapshotOf } from '../testing/venues.ts';
import { projectVenue } from './project-venue.ts';

const opened = await Promise.all(platformKinds.map((kind) => openTelemetry(kind)));
afterAll(async () => void (await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()))));

/** What telemetry knows of a venue. */
const known = ({ scope }: OpenTelemetry, { id }: KnownVenue) =>
  rows(scope().em, sql`select version, room_ids as "roomIds" from venues where id = ${id}`);

const project = ({ scope }: OpenTelemetry, venue: KnownVenue, version: number) =>
  projectVenue(scope(), snapshotOf(venue), version);

test.for(opened)(
  'on the $kind platform what is newer replaces what was known, and anything else changes nothing',
  async (telemetry) => {
    const venue = await knownVenue(telemetry);
    const newer = { ...venue, roomIds: [newId(), newId()] };
    await project(telemetry, newer, 4);

    for (const version of [1, 3, 4]) await project(telemetry, venue, version);

    expect(await known(telemetry, venue)).toEqual([{ version: 4, roomIds: newer.roomIds }]);
  },
);

test.for(opened)('on the $kind platform versions that come all at once leave the newest', async (telemetry) => {
  const venue = await knownVenue(telemetry);
  const newest = { ...venue, roomIds: [newId()] };

  await Promise.all([7, 3, 9, 2, 8, 5].map((version) => project(telemetry, version === 9 ? newest : venue, version)));

  expect(await known(telemetry, venue)).toEqual([{ version: 9, roomIds: newest.roomIds }]);
});
