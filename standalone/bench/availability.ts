import { setTimeout as delay } from 'node:timers/promises';
import { bookingSubgraph } from '@constellation/booking';
import { type GraphResponse, type Platform, type RunningSubgraph, serve, systemClock } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { z } from 'zod';
import { announceVenue, type BenchVenue, type VenuePlan } from './bench-venue.ts';
import { type Figure, round } from './figure.ts';
import { atRate, load, type LoadResult, median } from './load.ts';
import { plainPool } from './plain-pool.ts';
import { send, statementsOf } from './statements.ts';

const bookings = 200;
const partySize = 4;
const concurrency = 8;
const perRound = 400;
const rounds = 9;
const steadySeconds = 2;
const patienceMs = 30_000;

/**
 * What is free on a busy day at a large restaurant, through the booking subgraph's graph, beside the bare statements that
 * it sends. Each as fast as it goes, then at half of that rate; rounds alternate, so that a slower machine slows both.
 */
export async function benchAvailability(platform: Platform): Promise<Figure[]> {
  await using opened = new AsyncDisposableStack();
  const booking = opened.use(await serve(bookingSubgraph, platform));
  const pool = opened.use(await plainPool(platform, concurrency));
  const venue = await announceVenue(platform, restaurant);
  await untilKnown(booking, venue);
  await book(booking, venue);

  const ask = async () => void (await askFor(booking, venue));
  const statements = await statementsOf(ask);
  const bySql = async () => {
    const client = await pool.connect();
    await send(client, statements).finally(() => client.release());
  };
  await load(perRound, concurrency, ask);
  const turns: Turn[] = [];
  while (turns.length < rounds) {
    const ours = await atHalf(ask);
    const plain = await atHalf(bySql);
    turns.push({ ours, plain, plainAsFast: await atRate(ours.rate, steadySeconds, bySql) });
  }
  return [figureOf(turns, statements.length)];
}

interface Turn {
  readonly ours: AtHalf;
  readonly plain: AtHalf;
  /** Plain SQL at the rate of ours. */
  readonly plainAsFast: LoadResult;
}

interface AtHalf extends LoadResult {
  readonly rate: number;
}

/** At half of the rate that goes through at the moment. */
async function atHalf(task: () => Promise<void>): Promise<AtHalf> {
  const { perSecond } = await load(perRound, concurrency, task);
  const rate = perSecond / 2;
  return { ...(await atRate(rate, steadySeconds, task)), rate };
}

/** Of each number the middle one of all rounds: what else the machine does spoils some of them. */
function figureOf(turns: readonly Turn[], statements: number): Figure {
  const middle = (numberOf: (turn: Turn) => number) => median(turns.map(numberOf));
  const told = (numberOf: (turn: Turn) => number) => round(middle(numberOf));
  const ratio = middle(({ ours, plain }) => ours.p95Ms / plain.p95Ms);
  const rate = told(({ ours }) => ours.rate);
  return {
    what: `Availability of a day, ${tables.length} tables and ${bookings} bookings, p95`,
    measured: `${told(({ ours }) => ours.p95Ms)} ms = ${round(ratio)} of plain SQL`,
    beside: [
      `its ${statements} statements as plain SQL ${told(({ plain }) => plain.p95Ms)} ms`,
      `each at half of the most that went through, ${rate}/s and ${told(({ plain }) => plain.rate)}/s`,
      `plain SQL at ${rate}/s, too: ${told(({ plainAsFast }) => plainAsFast.p95Ms)} ms`,
    ].join('; '),
    promise: 'at most 2',
    kept: ratio <= 2,
  };
}

const tables: VenuePlan['tables'] = [
  ...Array.from({ length: 20 }, () => [1, 2] as const),
  ...Array.from({ length: 25 }, () => [2, 4] as const),
  ...Array.from({ length: 10 }, () => [3, 6] as const),
  ...Array.from({ length: 5 }, () => [5, 8] as const),
];

const restaurant: VenuePlan = {
  tables,
  pairs: [20, 22, 24, 26, 28, 30],
  hours: { opens: '11:00', closes: '23:00' },
  timeZone: 'Europe/Vienna',
};

const day = systemClock.now().toZonedDateTimeISO('Europe/Vienna').toPlainDate().add({ days: 7 });
const at = (time: string) => day.toZonedDateTime({ timeZone: 'Europe/Vienna', plainTime: time }).toInstant();

/** When tables are booked, in turn. */
const times = ['12:00', '14:30', '18:00', '20:30'];

/** Every table about as often as every other, over the whole day; one of two is confirmed. */
async function book(booking: RunningSubgraph, { venueId, tableIds }: BenchVenue): Promise<void> {
  for (let index = 0; index < bookings; index++) {
    const place = index % tables.length;
    const startsAt = at(times[Math.floor(index / tables.length)] ?? '').add({ minutes: 15 * (index % 5) });
    const input = {
      venueId,
      tableIds: [tableIds[place]],
      partySize: tables[place]?.[0],
      startsAt: String(startsAt),
      guest: { name: 'Ada' },
    };
    const { data } = await execute(booking, holding, { input });
    const { id } = held.parse(data).holdTable.booking;
    if (index % 2 === 0) await execute(booking, confirming, { id });
  }
}

const holding = 'mutation ($input: HoldTableInput!) { holdTable(input: $input) { booking { id } errors { code } } }';
const confirming = 'mutation ($id: ID!) { confirmBooking(id: $id) { errors { code } } }';
const held = z.object({ holdTable: z.object({ booking: z.object({ id: z.string() }) }) });

const asking = `query ($venues: [_Any!]!, $date: Date!, $partySize: Int!) {
  _entities(representations: $venues) { ... on Venue { availability(date: $date, partySize: $partySize) {
    startsAt available options { tableIds } reasons { code until }
  } } }
}`;

const askFor = (booking: RunningSubgraph, { venueId }: BenchVenue): Promise<GraphResponse> =>
  execute(booking, asking, { venues: [{ __typename: 'Venue', id: venueId }], date: String(day), partySize });

async function execute(booking: RunningSubgraph, query: string, variables: object): Promise<GraphResponse> {
  const answer = await booking.execute({ query, variables: { ...variables } }, { principal: administrator });
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer;
}

/** The subgraph hears of the venue a moment after it was announced. */
async function untilKnown(booking: RunningSubgraph, venue: BenchVenue): Promise<void> {
  const deadline = AbortSignal.timeout(patienceMs);
  const unknown = JSON.stringify({ _entities: [{ availability: null }] });
  while (JSON.stringify((await askFor(booking, venue)).data) === unknown) {
    if (deadline.aborted) throw new Error('The subgraph does not hear of the venue');
    await delay(20);
  }
}
