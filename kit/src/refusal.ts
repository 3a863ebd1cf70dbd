import type { ErrorCode } from '@constellation/schema';

/** What a refusal may add for the caller: the way to the offending input and data to act on. */
export interface RefusalDetails {
  readonly path?: readonly string[];
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * A "no" that the caller can act on. It rolls the transaction back and becomes a `UserError` of a mutation's payload,
 * or a `BAD_USER_INPUT`/coded GraphQL error of a query. Everything else that is thrown is a bug or an outage.
 */
export class Refusal extends Error {
  readonly code: ErrorCode;
  /** Not `path`: graphql-js would take that for a place in its answer. */
  readonly inputPath: readonly string[] | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, message: string, { path, details }: RefusalDetails = {}) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.inputPath = path;
    this.details = details;
  }
}
