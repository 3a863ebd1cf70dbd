import { consumer, timer } from '@constellation/kit';
import { personalDataAnswered } from '@constellation/schema';
import { askAgain } from '../actions/ask-again.ts';
import { noteSubgraphAnswer } from '../actions/note-subgraph-answer.ts';

/** Strikes whoever has answered off a job. */
export const onPersonalDataAnswered = consumer(personalDataAnswered, 'identity-answers', (scope, data, { version }) =>
  noteSubgraphAnswer(scope, { ...data, version }),
);

/** Erasures are not forgotten, whoever was away. */
export const askingAgain = timer({ name: 'identity-erasures', everyMs: 60_000, run: askAgain });
