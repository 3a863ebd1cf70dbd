import { z } from 'zod';
import { machineName } from './codes.ts';
import { defineEvent } from './event-contract.ts';

/** A subgraph has done its part of an export or an erasure, or failed to for now; the newest version counts. */
export const personalDataAnswered = defineEvent({
  type: 'personal_data.answered',
  stream: 'PERSONAL_DATA',
  address: 'personal_data.answered.{jobId}.{subgraph}',
  source: '/kit/personal-data',
  description: 'A subgraph has done its part of an export or an erasure, or has failed again and again.',
  data: z.object({
    jobId: z.uuid(),
    subgraph: machineName.describe('Who answers; each counts its own versions.'),
    outcome: z.enum(['DONE', 'FAILED']),
  }),
});
