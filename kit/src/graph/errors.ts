import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { type ErrorCode, errorCatalogue } from '@constellation/schema';
import type { GraphQLFormattedError } from 'graphql';
import { Refusal } from '../refusal.ts';
import type { GraphContext } from './context.ts';

const internal = 'INTERNAL_SERVER_ERROR';

/**
 * GraphQL errors as clients see them: refusals and client mistakes keep their code and words, everything else becomes
 * INTERNAL_SERVER_ERROR without a trace of its inside.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  const place = {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  };
  if (cause instanceof Refusal) {
    const { code, message, inputPath, details } = cause;
    return {
      message,
      ...place,
      extensions: { code, ...(inputPath && { argument: inputPath }), ...(details && { details }) },
    };
  }
  const code = formatted.extensions?.['code'];
  if (!isPublic(code)) {
    return { message: 'Something went wrong on our side', ...place, extensions: { code: internal } };
  }
  return { message: formatted.message, ...place, extensions: { code } };
}

/** Whether clients may see an error with this code as it is. */
const isPublic = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && code !== internal && Object.hasOwn(errorCatalogue, code);

/** Logs what clients do not get to see, and tells them the trace id that finds it in the logs. */
export const errorLog: ApolloServerPlugin<GraphContext> = {
  requestDidStart: async () => ({
    didEncounterErrors: async ({ errors, contextValue: { scope } }) => {
      for (const error of errors) {
        const cause = unwrapResolverError(error);
        if (!(cause instanceof Refusal) && !isPublic(error.extensions['code'])) {
          scope.log.error({ err: cause, path: error.path }, 'request failed');
        }
      }
    },
    willSendResponse: async ({ response: { body }, contextValue: { scope } }) => {
      if (body.kind !== 'single' || !body.singleResult.errors) return;
      body.singleResult.errors = body.singleResult.errors.map((error) =>
        error.extensions?.['code'] === internal
          ? { ...error, extensions: { ...error.extensions, traceId: scope.trace.traceId } }
          : error,
      );
    },
  }),
};
