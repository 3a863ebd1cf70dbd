import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { skyAttempts } from '../fixtures/attempts/sky.ts';
import type { Client } from '../fixtures/client.ts';
import { openGraphs } from '../fixtures/graph.ts';
import { as, openPartner, signUpPerson } from '../fixtures/people.ts';
import { rowsOf, tryAll } from '../fixtures/role-table.ts';
import { openVenue } from '../fixtures/venue.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

/** Who gets what of the sky: it is everybody's, and so is how its sources are; in these tests none of them is asked. */
const table = rowsOf(
  skyAttempts,
  `
                    visitor  customer  partner  admin
  sky               ok       ok        ok       ok
  Venue.sky         ok       ok        ok       ok
  iss               ok       ok        ok       ok
  satellite         ok       ok        ok       ok
  moonPhases        ok       ok        ok       ok
  seasons           ok       ok        ok       ok
  eclipses          ok       ok        ok       ok
  launches          none     none      none     none
  bodyComparisons   none     none      none     none
  pictureOfTheDay   none     none      none     none
  nearEarthObjects  none     none      none     none
  osdrDatasets      ok       ok        ok       ok
  spaceWeather      none     none      none     none
  jwstImages        ok       ok        ok       ok
  sources           ok       ok        ok       ok
  refreshSource     sign in  scope     scope    SOURCE_NOT_CONFIGURED
  `,
);

describe.each(graphs)('on the $kind platform', (graph) => {
  let people: Readonly<Record<string, Client>>;
  let venueId: string;

  beforeAll(async () => {
    venueId = (await openVenue(graph, 1)).id;
    people = {
      visitor: as(graph, null),
      customer: await signUpPerson(graph),
      partner: await openPartner(graph, ['bookings:read']),
      admin: graph,
    };
  });

  test.each(table)('$name is for whom the table says', async ({ document, expected }) => {
    expect(await tryAll(people, () => document({ venueId }))).toEqual(expected);
  });
});
