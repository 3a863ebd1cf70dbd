import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';

/** Refuses an operation name that the document does not have, before the executor calls it an error of its own. */
export const knownOperation: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, request }) => {
      if (operation) return;
      const message =
        request.operationName === undefined
          ? 'The document has several operations: say which one by `operationName`'
          : `The document has no operation called ${JSON.stringify(request.operationName)}`;
      throw new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } } });
    },
  }),
};
