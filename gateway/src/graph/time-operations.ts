import type { ApolloServerPlugin } from '@apollo/server';
import type { Metrics } from '@constellation/kit';
import { getOperationAST } from 'graphql';

/** Times every operation that comes over HTTP; of one that cannot be read nobody knows the type. */
export function timeOperations(metrics: Metrics): ApolloServerPlugin {
  const seconds = metrics.histogram({
    name: 'gateway_operation_seconds',
    help: 'How long operations over HTTP take, by type, and whether their answer has GraphQL errors',
    labels: ['type', 'outcome'],
  });
  return {
    requestDidStart: async () => {
      const stopwatch = seconds.startTimer();
      return {
        willSendResponse: async ({ document, request, operation, response: { body } }) => {
          // Apollo names the operation only of a document that is valid.
          const asked = operation ?? (document && getOperationAST(document, request.operationName));
          const failed = body.kind === 'single' && body.singleResult.errors !== undefined;
          stopwatch({ type: asked?.operation ?? 'unknown', outcome: failed ? 'error' : 'ok' });
        },
      };
    },
  };
}
