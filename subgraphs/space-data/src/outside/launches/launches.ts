import { isId } from '@constellation/kit';
import { z } from 'zod';
import { keepLaunches } from '../../data/launches.queries.ts';
import type { PlannedLaunch } from '../../domain/launch.ts';
import { schedules } from '../../domain/schedules.ts';
import { writtenInstant } from '../../domain/written-instant.ts';
import { someReadable } from '../readable.ts';
import type { Source } from '../source.ts';
import type { Upstream } from '../upstream.ts';

/** Without what no database takes. */
const text = z
  .string()
  .trim()
  .refine((given) => !given.includes('\0') && given.isWellFormed());
const requiredText = text.min(1);

/** Somebody or something by its name; of much nothing is known yet. */
const named = z
  .object({ name: text.nullish() })
  .nullish()
  .transform((given) => given?.name || undefined);

const launch = z.object({
  id: z.string().toLowerCase().refine(isId),
  name: requiredText,
  net: writtenInstant.nullable(),
  net_precision: named,
  status: z.object({ name: requiredText }),
  launch_service_provider: z.object({ name: requiredText }),
  mission: named,
  pad: z
    .object({ name: text.nullish(), location: named })
    .nullish()
    .transform((pad) => [pad?.name, pad?.location].filter(Boolean).join(', ') || undefined),
});

/** Those that have no time at all cannot be listed by it. */
const planned = ({
  net,
  net_precision: netPrecision,
  launch_service_provider: provider,
  status,
  ...told
}: z.output<typeof launch>): PlannedLaunch[] =>
  net === null ? [] : [{ ...told, net, netPrecision, provider: provider.name, status: status.name }];

const answer = z.object({ results: someReadable(launch) });

/** The next hundred launches, and those of the last day, by Launch Library 2 (ll.thespacedevs.com/docs). */
export const launches = (upstream: Upstream, base: string, isConfigured: boolean): Source => ({
  id: 'launches',
  name: 'Launch Library 2',
  schedule: schedules.launches,
  isConfigured,
  async *ask(at, passOver) {
    const url = new URL('/2.3.0/launches/upcoming/?limit=100&mode=normal', base);
    const { results } = await upstream.ask({ url, schema: answer, mostBytes: 8_000_000 });
    passOver(results.passedOver);
    yield (tx) => keepLaunches(tx, results.read.flatMap(planned), at);
  },
});
