import type { ApolloServerPlugin } from '@apollo/server';
import type { ErrorCode } from '@constellation/schema';
import { GraphQLError } from 'graphql';

/** Refuses what the executor would call an error of its own: an operation that is not in the document, a subscription. */
export const runnableOperation: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation }) => {
      if (!operation)
        throw refused(
          'OPERATION_RESOLUTION_FAILURE',
          'Say by `operationName` which operation of the document is meant',
        );
      if (operation.operation === 'subscription')
        throw refused('BAD_REQUEST', 'Subscriptions go over WebSocket (graphql-transport-ws)');
    },
  }),
};

const refused = (code: ErrorCode, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
