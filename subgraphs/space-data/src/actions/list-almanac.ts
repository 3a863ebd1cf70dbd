import { Refusal } from '@constellation/kit';
import type { EclipseKind } from '../domain/eclipses.ts';
import { acceptWindow, type Window } from '../domain/window.ts';
import type { Computation } from '../outside/computation.ts';

/**
 * When the Moon is new, full or half lit.
 * @throws Refusal BAD_USER_INPUT for more than two years, or a stretch that ends before it begins.
 */
export async function listMoonPhases(computation: Computation, window: Window) {
  const { from, to } = acceptWindow(window, { years: 2 });
  return computation.run('moonPhases', { from: from.toString(), to: to.toString() });
}

/**
 * Eclipses wherever they are seen, of one kind if that is told.
 * @throws Refusal BAD_USER_INPUT for more than ten years, or a stretch that ends before it begins.
 */
export async function listEclipses(
  computation: Computation,
  { kind, ...window }: Window & { readonly kind?: EclipseKind | null },
) {
  const { from, to } = acceptWindow(window, { years: 10 });
  return computation.run('eclipses', { from: from.toString(), to: to.toString(), kind: kind ?? undefined });
}

/**
 * When the seasons of a year begin.
 * @throws Refusal BAD_USER_INPUT for a year that no date is in.
 */
export async function listSeasons(computation: Computation, { year }: { readonly year: number }) {
  if (year < 1 || year > 9999) throw new Refusal('BAD_USER_INPUT', '`year` is from 1 to 9999', { path: ['year'] });
  return computation.run('seasons', { year });
}
