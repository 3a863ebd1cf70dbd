import type { Refusal } from '../refusal.ts';

/** The graph's `UserError`: a refusal as clients see it. */
export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly path: string[] | null;
  readonly details: Readonly<Record<string, unknown>> | null;
}

/** The one place where a refusal becomes part of a payload. */
export const userError = ({ code, message, inputPath, details }: Refusal): UserError => ({
  code,
  message,
  path: inputPath ? [...inputPath] : null,
  details: details ?? null,
});
