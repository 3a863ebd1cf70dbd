import { Refusal } from '@constellation/kit/refusal';

/** From one instant on until before another. */
export interface Window {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
}

/**
 * The stretch of time that arguments name.
 * @throws Refusal BAD_USER_INPUT for one that ends before it begins, or that is longer than so many days or years of UTC.
 */
export function acceptWindow(
  { from, to }: Window,
  most: { readonly days: number } | { readonly years: number },
): Window {
  if (Temporal.Instant.compare(to, from) < 0) throw badEnd('`to` is not before `from`');
  const furthest = from.toZonedDateTimeISO('UTC').add(most).toInstant();
  if (Temporal.Instant.compare(to, furthest) <= 0) return { from, to };
  const [unit, count] = Object.entries(most)[0] ?? [];
  throw badEnd(`\`to\` is at most ${count} ${unit} after \`from\``);
}

const badEnd = (message: string) => new Refusal('BAD_USER_INPUT', message, { path: ['to'] });
