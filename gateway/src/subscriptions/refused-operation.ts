import type { ErrorCode } from '@constellation/schema';
import { GraphQLError } from 'graphql';
import { publishedCode } from '../errors/public-error.ts';

/** Why an operation is not run, as coded errors for its client. */
export class RefusedOperation extends Error {
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super(errors.map(({ message }) => message).join('; '));
    this.name = 'RefusedOperation';
    this.errors = errors;
  }
}

/** The same errors under a code; an error that has a published one keeps it. */
export const refusal = (code: ErrorCode, errors: readonly GraphQLError[]): RefusedOperation =>
  new RefusedOperation(errors.map((error) => coded(code, error)));

/** A refusal in one sentence. */
export const refusalOf = (code: ErrorCode, message: string): RefusedOperation =>
  new RefusedOperation([new GraphQLError(message, { extensions: { code } })]);

/** What a client is told of any error: a refusal as it is, and nothing of what went wrong on our side. */
export const toRefusal = (error: unknown): RefusedOperation =>
  error instanceof RefusedOperation
    ? error
    : refusalOf('INTERNAL_SERVER_ERROR', 'The subscription could not be prepared');

const coded = (code: ErrorCode, error: GraphQLError): GraphQLError =>
  new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions: { code: publishedCode(error) ?? code },
  });
