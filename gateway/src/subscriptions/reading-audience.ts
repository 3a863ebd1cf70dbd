import { isAdmin, type Principal } from '@constellation/kit';

/** Where readings of every device are heard of. */
const everywhere = 'all';

/** Where a device's readings are heard of, by those who may hear them all. */
export const audiencesOf = ({ deviceId, venueId }: { readonly deviceId: string; readonly venueId: string | null }) => [
  everywhere,
  deviceAudience(deviceId),
  ...(venueId === null ? [] : [venueAudience(venueId)]),
];

/**
 * Where somebody may listen: who runs the platform everywhere, staff at their venues, and a device to itself. The
 * telemetry subgraph judges its rows alike.
 */
export function mayListenAt(principal: Principal): readonly string[] {
  if (isAdmin(principal)) return [everywhere];
  const { kind, id, venueRoles } = principal;
  return [...Object.keys(venueRoles).map(venueAudience), ...(kind === 'DEVICE' ? [deviceAudience(id)] : [])];
}

/** Of which devices readings are: of one, of those of a venue, or of any. */
export interface Place {
  readonly venueId?: string;
  readonly deviceId?: string;
}

/** Of which devices all are that somebody may hear of: a device of itself, and who works at one venue of those of it. */
export function onlyPlace(principal: Principal): Place {
  const [first, ...others] = mayListenAt(principal);
  if (others.length > 0) return {};
  const { kind, id, venueRoles } = principal;
  if (kind === 'DEVICE' && first === deviceAudience(id)) return { deviceId: id };
  const [venueId] = Object.keys(venueRoles);
  return venueId !== undefined && first === venueAudience(venueId) ? { venueId } : {};
}

const venueAudience = (venueId: string) => `venue ${venueId}`;
export const deviceAudience = (deviceId: string) => `device ${deviceId}`;
