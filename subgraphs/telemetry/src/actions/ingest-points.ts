import { Refusal, type Scope } from '@constellation/kit';
import type { Point } from '../domain/point.ts';
import { mostPoints } from '../domain/sent-message.ts';
import { speaksFor } from './access.ts';
import { type Ingested, takePoints } from './take-points.ts';

export type { Ingested };

/**
 * Stores points of devices that whoever sends them speaks for. What is accepted is stored, told of, and will be rolled up
 * when it resolves; doing the same again changes nothing.
 * @throws Refusal INVALID_INPUT for too many
 */
export async function ingestPoints(
  { em, principal }: Scope,
  { points }: { readonly points: readonly Point[] },
): Promise<Ingested> {
  if (points.length > mostPoints) {
    throw new Refusal('INVALID_INPUT', `points has at most ${mostPoints} entries`, { path: ['points'] });
  }
  return takePoints(em, points, (deviceId) => speaksFor(principal, deviceId));
}
