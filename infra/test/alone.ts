/**
 * System tests that need the machine to themselves, and so run one at a time behind all others: they hold the system to a
 * time, such as a second, count what happens within one, or keep many processes busy while some of them are killed. All
 * others only wait until something is so, and run beside each other.
 */
export const alone = [
  'attacks',
  'credentials',
  'credentials-at-two-gateways',
  'dead-subgraph',
  'distributed-start',
  'drain',
  'faults/*',
  'first-admin',
  'hold-expiry',
  'identity',
  'internal-token',
  'live-sky-crash',
  'long/*',
  'password-reset',
  'personal-data',
  'socket-access',
  'two-gateways',
].map((name) => `standalone/tests/${name}.test.ts`);
