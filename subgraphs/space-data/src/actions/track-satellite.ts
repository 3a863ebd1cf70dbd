import { Refusal, type Scope } from '@constellation/kit';
import type { Elements } from '../data/elements.queries.ts';
import { orbitOf } from '../domain/orbit.ts';
import { pointsOf, type Position, positionAt } from '../domain/position.ts';
import { acceptWindow, type Window } from '../domain/window.ts';
import type { Computation } from '../outside/computation.ts';
import type { Plain } from '../outside/tasks.ts';

export type ShownPosition = (Position | Plain<Position>) & { readonly satellite: Elements };

/** Where a satellite is, now unless told otherwise; undefined where its elements cannot carry it. */
export function locateSatellite(
  { clock }: Scope,
  elements: Elements,
  { at }: { readonly at?: Temporal.Instant | null },
): ShownPosition | undefined {
  const position = positionAt(orbitOf(elements.meanElements), at ?? clock.now());
  return position && { ...position, satellite: elements };
}

interface Track extends Window {
  readonly step: Temporal.Duration;
}

const mostPoints = 1440;

/**
 * Where a satellite is from one instant on until before another; what its elements cannot carry is left out.
 * @throws Refusal BAD_USER_INPUT for more than 1 440 points, steps below a second or of parts of a millisecond, or a stretch that ends before it begins.
 */
export async function trackSatellite(
  computation: Computation,
  elements: Elements,
  { step, ...given }: Track,
): Promise<ShownPosition[]> {
  const { from, to } = acceptWindow(given, { years: 10_000 });
  const stepMs = acceptStep(step);
  if (pointsOf({ from, to, stepMs }) > mostPoints) {
    throw new Refusal('BAD_USER_INPUT', `\`from\` to \`to\` are at most ${mostPoints} steps`, { path: ['to'] });
  }
  const { meanElements } = elements;
  const points = await computation.run('track', {
    elements: meanElements,
    from: from.toString(),
    to: to.toString(),
    stepMs,
  });
  return points.map((point) => ({ ...point, satellite: elements }));
}

function acceptStep(step: Temporal.Duration): number {
  const isClear = step.years === 0 && step.months === 0 && step.weeks === 0;
  const stepMs = isClear ? step.total('milliseconds') : 0;
  if (stepMs >= 1000 && Number.isInteger(stepMs)) return stepMs;
  throw new Refusal(
    'BAD_USER_INPUT',
    '`step` is at least PT1S, in days, hours, minutes, seconds and whole milliseconds',
    {
      path: ['step'],
    },
  );
}
