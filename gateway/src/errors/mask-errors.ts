import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '../request-context.ts';
import { publicError, publishedCode } from './public-error.ts';

/** A request's errors for its client; those that say nothing there are logged under the trace id that it gets to see. */
export function forClient(errors: readonly GraphQLError[], { log, trace }: RequestContext): GraphQLFormattedError[] {
  for (const error of errors.filter((each) => publishedCode(each) === undefined)) {
    log.error({ err: error.originalError ?? error, path: error.path }, 'request failed');
  }
  return errors.map((error) => publicError(error, trace.traceId));
}

/** Masks the errors of every request. */
export const maskErrors: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ errors, contextValue, response: { body } }) => {
      if (body.kind !== 'single') return;
      if (errors) body.singleResult.errors = forClient(errors, contextValue);
      // Apollo explains there why a reference that leads nowhere is null; null says it already.
      delete body.singleResult.extensions;
    },
  }),
};
