import type { Question, Upstream } from '../upstream.ts';

/** Where NASA's interfaces are found, and what they know us by. */
export interface NasaOptions {
  readonly base: string;
  readonly key: string | undefined;
  readonly areAsked: boolean;
}

interface NasaQuestion<Value> extends Pick<Question<Value>, 'schema' | 'mostBytes' | 'patience'> {
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** NASA's interfaces that one key opens (api.nasa.gov). */
export interface Nasa {
  /** Whether there is a key, and somebody to be asked. */
  readonly isConfigured: boolean;
  /** @throws UpstreamFailure */
  ask<Value>(question: NasaQuestion<Value>): Promise<Value>;
}

/** The key travels in a header: addresses are logged on their way. */
export const openNasa = (upstream: Upstream, { base, key, areAsked }: NasaOptions): Nasa => ({
  isConfigured: areAsked && key !== undefined,
  ask: ({ path, parameters, ...question }) =>
    upstream.ask({
      ...question,
      url: new URL(`${path}?${new URLSearchParams(parameters).toString()}`, base),
      headers: key === undefined ? {} : { 'x-api-key': key },
    }),
});
