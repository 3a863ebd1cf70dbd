import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Platform, RunningSubgraph } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { bundledElements, openTasks } from '@constellation/space-data';
import { z } from 'zod';
import { compose } from '../src/compose.ts';
import { type Figure, round } from './figure.ts';
import { median } from './load.ts';

const rounds = 15;
const days = 3;

/** Passes over many venues beside one, and the sky of venues through the gateway beside what has to be computed for it. */
export async function benchSky(platform: Platform): Promise<Figure[]> {
  await using graph = await compose({ platform, port: 0 });
  for (const [index, place] of placesFor(100).entries())
    await openVenue(graph.subgraphs.venue, `venue-${index}`, place);
  const throughGateway = (first: number, fields: string) => ask(graph.gateway.url, first, fields);
  const [elements] = bundledElements();
  if (!elements) throw new Error('There are no elements');
  const timed = openTimer();
  const one = await timed((window) => throughGateway(1, passes(window)));
  const hundred = await timed((window) => throughGateway(100, passes(window)));
  const warm = await timed(() => throughGateway(100, passes(windowOf(0))));
  const loop = await longestTurn(() =>
    timed((window) => askVenues(graph.subgraphs['space-data'], 100, passes(window))),
  );
  const twenty = await timed((window) => throughGateway(20, `${passes(window)} ${sunAndMoon(window)}`));
  const tasks = openTasks();
  const bare = await timed(async (window) => {
    for (const place of placesFor(100).slice(0, 20)) {
      tasks.passes({ elements, place, minElevation: 10, ...window });
      tasks.sun({ place, timeZone: 'UTC', date: window.from.slice(0, 10) });
      tasks.moon({ place, timeZone: 'UTC', at: window.from });
    }
  });
  const beside = `median of ${rounds}, ${days} days each`;
  return [
    promised(
      'Passes over 100 venues beside one, cold',
      hundred / one,
      '',
      10,
      `${round(hundred)} ms, ${round(one)} ms`,
    ),
    promised('Passes over 100 venues, warm', warm, ' ms', 50, beside),
    promised(
      'Longest turn of the event loop while passes over 100 venues are found',
      loop,
      ' ms',
      50,
      'by the subgraph',
    ),
    promised(
      'The sky of 20 venues beside its bare computation',
      twenty / bare,
      '',
      2,
      `${round(twenty)} ms, ${round(bare)} ms`,
    ),
  ];
}

const promised = (what: string, value: number, unit: string, most: number, beside: string): Figure => ({
  what,
  measured: `${round(value)}${unit}`,
  beside,
  promise: `at most ${most}${unit}`,
  kept: value <= most,
});

interface Window {
  readonly from: string;
  readonly to: string;
}

/** Another window each time, so that nothing is remembered. */
function windowOf(turn: number): Window {
  const from = Temporal.Instant.from('2026-10-10T00:00:00Z').add({ minutes: turn });
  return { from: from.toString(), to: from.add({ hours: 24 * days }).toString() };
}

type Work = (window: Window) => Promise<unknown>;

/** Tells how long work takes in the middle, in milliseconds; it is done some times before, for the compiler. */
function openTimer(): (work: Work) => Promise<number> {
  let turn = 0;
  return async (work) => {
    const took: number[] = [];
    for (let index = -5; index < rounds; index += 1) {
      const began = performance.now();
      await work(windowOf((turn += 1)));
      if (index >= 0) took.push(performance.now() - began);
    }
    return median(took);
  };
}

/** How long the event loop was held up at most while something was done, in milliseconds. */
async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
}

/** Places all over the Earth where the ISS is seen. */
const placesFor = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    latitude: -50 + (100 * index) / count,
    longitude: ((index * 137.5) % 360) - 180,
    elevation: 0,
  }));

type Place = ReturnType<typeof placesFor>[number];

async function openVenue(venue: RunningSubgraph, slug: string, location: Place): Promise<void> {
  const input = {
    ...{
      slug,
      name: 'Bench',
      kind: 'OBSERVATORY',
      timeZone: 'UTC',
      location,
    },
    address: { line1: 'Somewhere', city: 'Nowhere', country: 'GB' },
  };
  const query = 'mutation ($input: CreateVenueInput!) { createVenue(input: $input) { errors { code message } } }';
  const { data } = await venue.execute({ query, variables: { input } }, { principal: administrator });
  z.object({ createVenue: z.object({ errors: z.array(z.unknown()).length(0) }) }).parse(data);
}

const passes = ({ from, to }: Window) =>
  `issPasses(from: "${from}", to: "${to}") { rise { at compass } culmination { at elevation } set { at compass } visibility }`;

const sunAndMoon = ({ from }: Window) =>
  `sun(date: "${from.slice(0, 10)}") { rise set civilDusk } moon(at: "${from}") { phase illumination rise set }`;

const answered = z.object({ data: z.object({}), errors: z.undefined().optional() });

async function ask(url: string, first: number, fields: string): Promise<void> {
  const query = `{ venues(first: ${first}) { edges { node { sky { ${fields} } } } } }`;
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) };
  answered.parse(await (await fetch(`${url}/graphql`, request)).json());
}

async function askVenues(spaceData: RunningSubgraph, count: number, fields: string): Promise<void> {
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Venue { sky { ${fields} } } } }`;
  const venues = placesFor(count).map((location, id) => ({
    __typename: 'Venue',
    id: String(id),
    location,
    timeZone: 'UTC',
  }));
  const asked = spaceData.execute({ query, variables: { representations: venues } }, { principal: administrator });
  answered.parse(await asked);
}
