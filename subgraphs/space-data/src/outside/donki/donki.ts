import type { z } from 'zod';
import { keepEvents, type SpaceWeatherEvent } from '../../data/space-weather.queries.ts';
import { schedules } from '../../domain/schedules.ts';
import type { Nasa } from '../nasa/nasa.ts';
import type { Source } from '../source.ts';
import { UpstreamFailure } from '../upstream-failure.ts';
import { coronalMassEjection, flare, geomagneticStorm } from './records.ts';

/** How many days are asked for, today included. */
const days = 30;

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
  async *ask(at) {
    const today = at.toZonedDateTimeISO('UTC').toPlainDate();
    const parameters = { startDate: today.subtract({ days: days - 1 }).toString(), endDate: today.toString() };
    let isEmpty = true;
    for (const { path, schema } of kinds) {
      const events = await unlessEmpty(
        nasa.ask({ path, parameters, schema: schema.array(), mostBytes: 20_000_000, patience: 6 }),
      );
      if (events) yield (tx) => keepEvents(tx, events, at);
      isEmpty &&= !events;
    }
    if (isEmpty) throw new UpstreamFailure('UPSTREAM_EMPTY');
  },
});

/** An empty answer may stand for an empty list, as long as it is not all there is. */
const unlessEmpty = <Value>(answer: Promise<Value>): Promise<Value | undefined> =>
  answer.catch((failure: unknown) => {
    if (failure instanceof UpstreamFailure && failure.code === 'UPSTREAM_EMPTY') return undefined;
    throw failure;
  });
