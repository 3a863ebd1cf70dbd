/** Why a source gave nothing: the status that it answered with, or what else was wrong. */
export type UpstreamCode =
  | `UPSTREAM_${number}`
  | 'UPSTREAM_UNREACHABLE'
  | 'UPSTREAM_TIMEOUT'
  | 'UPSTREAM_TRUNCATED'
  | 'UPSTREAM_TOO_LARGE'
  | 'UPSTREAM_NOT_JSON'
  | 'UPSTREAM_EMPTY'
  | 'UPSTREAM_MALFORMED';

interface Details {
  /** How long the source wants to be left alone. */
  readonly retryAfterSeconds?: number | undefined;
  /** The beginning of what it answered. */
  readonly said?: string;
}

/**
 * A source that gave nothing of use. It tells its code and no more: neither an address nor a header, nor what the source
 * answered, which may repeat them; so no log and no status has a key in it.
 */
export class UpstreamFailure extends Error {
  readonly code: UpstreamCode;
  readonly retryAfterSeconds: number | undefined;
  readonly #said: string;

  constructor(code: UpstreamCode, { retryAfterSeconds, said = '' }: Details = {}) {
    super(code);
    this.name = 'UpstreamFailure';
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
    this.#said = said;
  }

  /** Whether too much was asked, by us or by others who share the quota. NASA's gateway says so in its answer, too. */
  get isOverQuota(): boolean {
    return this.code === 'UPSTREAM_429' || this.says(/OVER_RATE_LIMIT/);
  }

  /** Whether the answer, if there was one, begins with something like this. */
  says(pattern: RegExp): boolean {
    return pattern.test(this.#said);
  }
}
