import { rows, sql } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { createRoom } from '../actions/create-room.ts';
import { createVenue } from '../actions/create-venue.ts';
import { updateTableLayout } from '../actions/update-table-layout.ts';
import { venueInput } from '../testing/inputs.ts';
import { openVenues } from '../testing/open-venues.ts';

const venues = await openVenues();
afterAll(() => venues[Symbol.asyncDispose]());

const { id: venueId } = await createVenue(venues.scope(), { input: venueInput() });
const { id: roomId } = await createRoom(venues.scope(), { input: { venueId, name: 'Hall' } });
const tables = [
  { label: 'A', maxParty: 2 },
  { label: 'B', maxParty: 2 },
];
const combinations = [{ labels: ['A', 'B'], minParty: 3, maxParty: 4 }];
await updateTableLayout(venues.scope(), { input: { roomId, tables, combinations } });

test.each([
  ['a slug with capitals', `update venues set slug = 'Anker'`],
  ['an empty name', `update venues set name = ''`],
  ['a place beyond the pole', 'update venues set latitude = 91'],
  ['a place beyond the date line', 'update venues set longitude = 181'],
  ['a country of three letters', `update venues set address_country = 'DEU'`],
  ['an unknown kind', `update venues set kind = 'SPACESHIP'`],
  ['hours that are no list', `update venues set opening_hours = '{}'`],
  ['special days that are no list', `update venues set special_hours = '{}'`],
  ['a room without width', 'update rooms set width = 0'],
  ['a room of nobody', 'update rooms set venue_id = gen_random_uuid()'],
  ['two tables of one label in a room', `update tables set label = 'A'`],
  ['a table for nobody', 'update tables set min_party = 0'],
  ['a table for fewer at most than at least', 'update tables set min_party = 3'],
  ['a combination for fewer at most than at least', 'update table_combinations set min_party = 5'],
  ['a combination of tables that are gone', 'delete from tables'],
])('the database itself refuses %s', async (_case, statement) => {
  await expect(rows(venues.scope().em, sql.raw(statement))).rejects.toMatchObject({
    code: expect.stringMatching(/^23/),
  });
});
