import {
  type CloudEvent,
  type EventContract,
  identityErased,
  identityExportRequested,
  parseEvent,
  type PersonalDataJobData,
} from '@constellation/schema';
import type { Scope } from '../scope.ts';
import type { Consumer } from '../workers/worker.ts';
import { answerErasure, type Answerer, answerExport, noteFailure } from './answer.ts';
import type { Job } from './parts.queries.ts';

type Act = (scope: Scope, answerer: Answerer, job: Job) => Promise<void>;

const acts: Readonly<Record<string, readonly [EventContract<string, PersonalDataJobData>, Act]>> = {
  [identityExportRequested.type]: [identityExportRequested, answerExport],
  [identityErased.type]: [identityErased, answerErasure],
};

/** Answers exports and erasures for a subgraph, each once for each time that it is asked. */
export const answering = (answerer: Answerer): Consumer => ({
  kind: 'consumer',
  durable: `${answerer.subgraph}-personal-data`,
  stream: identityErased.stream,
  types: Object.keys(acts),
  handle: async (scope, event) => {
    const [contract, act] = acts[event.type] ?? [];
    if (contract && act) await attempt(scope, answerer, jobOf(contract, event), act);
  },
});

function jobOf(contract: EventContract<string, PersonalDataJobData>, event: CloudEvent): Job {
  const { data, version } = parseEvent(contract, event);
  return { ...data, asked: version };
}

async function attempt(scope: Scope, answerer: Answerer, job: Job, act: Act): Promise<void> {
  try {
    await act(scope, answerer, job);
  } catch (error) {
    await noteFailure(scope, answerer, job).catch((failure: unknown) =>
      scope.log.warn({ err: failure, jobId: job.jobId }, 'a failure could not be noted'),
    );
    throw error;
  }
}
