import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, GraphQLError } from 'graphql';
import type { RequestContext } from '../request-context.ts';

/** Refuses the header `Idempotency-Key` where it could not keep its promise. */
export const oneMutationPerKey: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ contextValue, document }) => {
      if (contextValue.idempotencyKey === undefined || isOneMutation(document)) return;
      throw new GraphQLError('The header Idempotency-Key needs a document of exactly one mutation field', {
        extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
      });
    },
  }),
};

/** Whether an idempotency key can stand for the whole document: one operation, which is one mutation field. */
function isOneMutation({ definitions }: DocumentNode): boolean {
  const operations = definitions.filter((definition) => definition.kind === 'OperationDefinition');
  const [operation] = operations;
  const selections = operation?.selectionSet.selections;
  return (
    operations.length === 1 &&
    operation?.operation === 'mutation' &&
    selections?.length === 1 &&
    selections[0]?.kind === 'Field'
  );
}
