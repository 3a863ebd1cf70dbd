import type { ServedSubgraph } from '@constellation/schema';

/** What a process can be. */
export type ProcessKind = ServedSubgraph | 'gateway';

/** How many processes there are of each kind. */
export type Counts = Readonly<Record<ProcessKind, number>>;

/** The fewest with which a gateway and a booking process may be lost at any time. */
export const usualCounts: Counts = { gateway: 2, venue: 1, booking: 2, identity: 1, telemetry: 1, 'space-data': 1 };
