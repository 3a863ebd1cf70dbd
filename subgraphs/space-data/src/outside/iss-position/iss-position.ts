import { z } from 'zod';
import { keepObservation, type Observation } from '../../data/observations.queries.ts';
import { iss } from '../../domain/iss.ts';
import type { Sighting } from '../../domain/movement.ts';
import { schedules } from '../../domain/schedules.ts';
import { writtenNumber } from '../../domain/written-number.ts';
import type { Providers, Source } from '../source.ts';
import { UpstreamFailure } from '../upstream-failure.ts';
import type { Upstream } from '../upstream.ts';

/** Whoever tells another time than this has stopped, or has the wrong one. */
const mostAwaySeconds = 600;

const latitude = writtenNumber.pipe(z.number().min(-90).max(90));
const longitude = writtenNumber.pipe(z.number().min(-180).max(180));
const timestamp = writtenNumber.pipe(z.number().min(0).max(1e11));

const sighting = (place: Omit<Sighting, 'at'>, seconds: number): Sighting => ({
  ...place,
  at: Temporal.Instant.fromEpochMilliseconds(Math.round(seconds * 1_000)),
});

/** Who tells where the ISS is, and how. */
interface Provider {
  readonly source: string;
  readonly path: string;
  readonly schema: z.ZodType<Sighting>;
}

/** Degrees; the rest of what it tells is computed here (wheretheiss.at/w/developer). */
const whereTheIssAt: Provider = {
  source: 'wheretheiss.at',
  path: `/v1/satellites/${iss}?units=kilometers`,
  schema: z
    .object({ id: z.literal(iss), latitude, longitude, timestamp })
    .transform((told) => sighting({ latitude: told.latitude, longitude: told.longitude }, told.timestamp)),
};

/** Numbers are text there (open-notify.org/Open-Notify-API/ISS-Location-Now). */
const openNotify: Provider = {
  source: 'open-notify.org',
  path: '/iss-now.json',
  schema: z
    .object({ message: z.literal('success'), timestamp, iss_position: z.object({ latitude, longitude }) })
    .transform((told) => sighting(told.iss_position, told.timestamp)),
};

export interface ProviderAddresses {
  readonly whereTheIssAt: string;
  readonly openNotify: string;
}

/** Where the ISS is seen: by one who tells it; where that one fails, and for a while after, by another. */
export const issPosition = (upstream: Upstream, bases: ProviderAddresses, isConfigured: boolean): Source => ({
  id: 'iss-position',
  name: 'Position of the ISS',
  schedule: schedules['iss-position'],
  isConfigured,
  async *ask(at, _passOver, providers) {
    const first = await unlessResting(providers, whereTheIssAt, (provider) =>
      observe(upstream, provider, bases.whereTheIssAt, at),
    );
    const observation = first ?? (await observe(upstream, openNotify, bases.openNotify, at));
    yield (tx) => keepObservation(tx, observation);
  },
});

/** What a provider tells; undefined where it fails, or is to be left alone. */
async function unlessResting(
  providers: Providers,
  provider: Provider,
  observed: (provider: Provider) => Promise<Observation>,
): Promise<Observation | undefined> {
  if (providers.isResting(provider.source)) return undefined;
  try {
    const observation = await observed(provider);
    providers.note(provider.source);
    return observation;
  } catch (failure) {
    if (!(failure instanceof UpstreamFailure)) throw failure;
    providers.note(provider.source, failure);
    return undefined;
  }
}

async function observe(
  upstream: Upstream,
  { source, path, schema }: Provider,
  base: string,
  fetchedAt: Temporal.Instant,
): Promise<Observation> {
  const seen = await upstream.ask({ url: new URL(path, base), schema, mostBytes: 100_000 });
  if (Math.abs(seen.at.since(fetchedAt).total('seconds')) > mostAwaySeconds) {
    throw new UpstreamFailure('UPSTREAM_MALFORMED');
  }
  return { ...seen, noradId: iss, source, fetchedAt };
}
