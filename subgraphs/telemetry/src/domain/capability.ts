import { z } from 'zod';
import { largest } from './magnitude.ts';

export const metricKinds = ['GAUGE', 'COUNTER', 'STATE', 'BOOLEAN', 'TEXT'] as const;
export type MetricKind = (typeof metricKinds)[number];

/** What a device can measure or do; `unit` is UCUM. */
export interface Capability {
  readonly metric: string;
  readonly kind: MetricKind;
  readonly unit: string | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly writable: boolean;
  /** Longest silence that is normal. */
  readonly expectedEverySeconds: number | null;
}

/** How long a device may be silent when none of its capabilities says so. */
const usualSilenceSeconds = 15 * 60;

/** After how long a device that is silent counts as offline: what it should send most often says so. */
export const silenceSecondsOf = (capabilities: readonly Capability[]): number => {
  const expected = capabilities.flatMap(({ expectedEverySeconds }) => expectedEverySeconds ?? []);
  return expected.length === 0 ? usualSilenceSeconds : Math.min(...expected);
};

const expectedEvery = z
  .instanceof(Temporal.Duration)
  .transform((duration, context) => {
    const { years, months, weeks } = duration;
    const seconds = years || months || weeks ? Number.NaN : duration.total('seconds');
    if (seconds >= 1 && seconds <= 30 * 86_400) return seconds;
    context.addIssue('must be from PT1S to P30D, in days, hours, minutes and seconds');
    return z.NEVER;
  })
  .nullish()
  .transform((seconds) => seconds ?? null);

const number = z
  .number()
  .refine((given) => Math.abs(given) <= largest, `must be from -${largest} to ${largest}`)
  .nullish()
  .transform((given) => given ?? null);

/** What a capability must be like. */
const capability = z
  .object({
    metric: z.string().regex(/^[a-z][a-z0-9_.-]{0,63}$/, 'must be 1 to 64 of a-z, 0-9, _, . and -, the first a letter'),
    kind: z.enum(metricKinds).default('GAUGE'),
    unit: z
      .string()
      .regex(/^[\x21-\x7e]{1,32}$/, 'must be a UCUM unit of 1 to 32 characters, such as Cel')
      .nullish()
      .transform((unit) => unit ?? null),
    min: number,
    max: number,
    writable: z.boolean().default(false),
    expectedEvery,
  })
  .refine(({ min, max }) => min === null || max === null || min <= max, {
    message: 'must not be below min',
    path: ['max'],
  })
  .refine(({ kind, min, max }) => isNumeric(kind) || (min === null && max === null), {
    message: 'is for gauges and counters',
    path: ['min'],
  })
  .transform(({ expectedEvery: expectedEverySeconds, ...given }): Capability => ({ ...given, expectedEverySeconds }));

/** Whether its readings are numbers. */
export const isNumeric = (kind: MetricKind): boolean => kind === 'GAUGE' || kind === 'COUNTER';

/** What all that a device can measure or do must be like. */
export const capabilities = z
  .array(capability)
  .min(1, 'must have at least one entry')
  .max(100, 'must have at most 100 entries')
  .readonly()
  .superRefine((given, context) => {
    const seen = new Set<string>();
    for (const [index, { metric }] of given.entries()) {
      if (seen.has(metric)) context.addIssue({ code: 'custom', message: 'is there twice', path: [index, 'metric'] });
      seen.add(metric);
    }
  });
