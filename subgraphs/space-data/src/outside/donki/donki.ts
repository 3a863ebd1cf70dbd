import type { z } from 'zod';
import { keepEvents, type SpaceWeatherEvent } from '../../data/space-weather.queries.ts';
import { schedules } from '../../domain/schedules.ts';
import type { Nasa } from '../nasa/nasa.ts';
import { openTally, passingOver } from '../readable.ts';
import type { Source } from '../source.ts';
import { UpstreamFailure } from '../upstream-failure.ts';
import { coronalMassEjection, flare, geomagneticStorm } from './records.ts';

/** How many days are asked for, today included. */
const days = 30;

/** How far from them an event may begin that belongs to them; whoever tells of others was not asked for them. */
const mostAway = { hours: 24 };

const kinds: readonly { readonly path: string; readonly schema: z.ZodType<SpaceWeatherEvent> }[] = [
  { path: '/DONKI/FLR', schema: flare },
  { path: '/DONKI/CME', schema: coronalMassEjection },
  { path: '/DONKI/GST', schema: geomagneticStorm },
];

/** NASA's Space Weather Database Of Notifications, Knowledge, Information. */
export const donki = (nasa: Nasa): Source => ({
  id: 'donki',
  name: 'Space Weather Database (DONKI)',
  schedule: schedules.donki,
  isConfigured: nasa.isConfigured,
  async *ask(at, passOver) {
    const today = at.toZonedDateTimeISO('UTC').toPlainDate();
    const first = today.subtract({ days: days - 1 });
    const parameters = { startDate: first.toString(), endDate: today.toString() };
    const isTimely = isBetween(midnight(first).subtract(mostAway), midnight(today.add({ days: 1 })).add(mostAway));
    const tally = openTally(passOver);
    let isEmpty = true;
    for (const { path, schema } of kinds) {
      const events = passingOver(schema.refine(({ startedAt }) => isTimely(startedAt)));
      const told = await unlessEmpty(
        nasa.ask({ path, parameters, schema: events, mostBytes: 20_000_000, patience: 6 }),
      );
      if (!told) continue;
      isEmpty = false;
      const read = tally.take(told);
      yield (tx) => keepEvents(tx, read, at);
    }
    tally.end();
    if (isEmpty) throw new UpstreamFailure('UPSTREAM_EMPTY');
  },
});

const midnight = (day: Temporal.PlainDate) => day.toZonedDateTime('UTC').toInstant();

const isBetween = (from: Temporal.Instant, to: Temporal.Instant) => (at: Temporal.Instant) =>
  Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, to) < 0;

/** An empty answer may stand for an empty list, as long as it is not all there is. */
const unlessEmpty = <Value>(answer: Promise<Value>): Promise<Value | undefined> =>
  answer.catch((failure: unknown) => {
    if (failure instanceof UpstreamFailure && failure.code === 'UPSTREAM_EMPTY') return undefined;
    throw failure;
  });
