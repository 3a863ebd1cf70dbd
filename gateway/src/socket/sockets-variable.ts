import { variable } from '@constellation/kit';
import { defaultLimits } from '../limits/limits.ts';

/** How many sockets one address may have open at a process, as a variable of the environment. */
export const socketsVariable = variable
  .count(1, defaultLimits.sockets)
  .default(defaultLimits.socketsPerAddress)
  .describe('sockets that one address may have open');
