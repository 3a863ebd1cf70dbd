import { errorCatalogue } from '@constellation/schema';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

const internal = 'INTERNAL_SERVER_ERROR';

/** Enough for words of ours; messages of graphql repeat what the client sent, each of them all of it. */
const longestMessage = 1_000;

/** What of an error's extensions is meant for clients. */
const publicExtensions = ['code', 'argument', 'details'];

/** An error's code, if it is one that clients are told about. A scalar's own verdict wins over the validation's. */
export function publishedCode(error: unknown): string | undefined {
  if (!(error instanceof GraphQLError)) return undefined;
  const { code } = error.extensions;
  const inner = code === 'GRAPHQL_VALIDATION_FAILED' ? publishedCode(error.originalError) : undefined;
  if (inner !== undefined) return inner;
  return typeof code === 'string' && code !== internal && Object.hasOwn(errorCatalogue, code) ? code : undefined;
}

/**
 * An error as clients may see it: place, code and words of the catalogue's errors, and nothing of the inside (names of
 * services, stacks). All others become INTERNAL_SERVER_ERROR.
 */
export function publicError(error: unknown, traceId?: string): GraphQLFormattedError {
  const code = publishedCode(error);
  if (!(error instanceof GraphQLError) || code === undefined) return masked(error, traceId);
  const extensions = Object.entries(error.extensions).filter(([name]) => publicExtensions.includes(name));
  const message = error.message.length > longestMessage ? `${error.message.slice(0, longestMessage)}…` : error.message;
  return { message, ...place(error), extensions: { ...Object.fromEntries(extensions), code } };
}

const masked = (error: unknown, traceId: string | undefined): GraphQLFormattedError => ({
  message: `Something went wrong on our side${traceId === undefined ? '' : ` (trace ${traceId})`}`,
  ...(error instanceof GraphQLError && place(error)),
  extensions: { code: internal, ...(traceId !== undefined && { traceId }) },
});

const place = ({ locations, path }: GraphQLError) => ({ ...(locations && { locations }), ...(path && { path }) });
