import { invalid, kept } from '@constellation/kit/input';
import { z } from 'zod';
import { type Capability, capabilities } from './capability.ts';
import { line } from './new-device.ts';

/** What a change of a device must be like. */
export const deviceChange = z.object({
  id: z.string(),
  name: kept(line),
  venueId: z.string().nullable().exactOptional(),
  roomId: z.string().nullable().exactOptional(),
  capabilities: kept(capabilities),
});

export type DeviceChange = z.input<typeof deviceChange>;

/** Where a device stands. */
export interface Place {
  readonly venueId: string | null;
  readonly roomId: string | null;
}

/** Where a device stands after a change: in another venue in no room, unless the change names one. */
export function placeAfter(before: Place, { venueId = before.venueId, roomId }: Partial<Place>): Place {
  const sameRoom = venueId === before.venueId ? before.roomId : null;
  return { venueId, roomId: roomId === undefined ? sameRoom : roomId };
}

/** What stays of a metric for good: readings are kept under it, even while it is removed. */
type Lasting = Pick<Capability, 'metric' | 'kind' | 'unit'>;

/** @throws Refusal INVALID_INPUT for a metric that would be of another kind or unit than it ever was */
export function keepMeaning(known: readonly Lasting[], wanted: readonly Lasting[]): void {
  const before = new Map(known.map((each) => [each.metric, each]));
  for (const [index, { metric, kind, unit }] of wanted.entries()) {
    const was = before.get(metric);
    if (!was) continue;
    if (kind !== was.kind)
      throw invalid(`must stay ${was.kind}, as ${metric} was before`, 'capabilities', `${index}`, 'kind');
    if (unit !== was.unit)
      throw invalid(`must stay ${was.unit ?? 'none'}, as ${metric} was before`, 'capabilities', `${index}`, 'unit');
  }
}
