import type { IncomingMessage } from 'node:http';
import { hostOf, trusting } from '@constellation/kit';

/** Which web pages may use the graph. Browsers say for each request where its page is from, and pages cannot change that. */
export interface AllowedOrigins {
  /** Whether it is one of the list. */
  lists(origin: string): boolean;
  /** Whether a socket may open: from the list, from this host itself, or not from a page at all. */
  admits(request: IncomingMessage): boolean;
}

export interface OriginOptions {
  /** Such as `https://app.example.org`. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Whose word counts about the host that was asked for. */
  readonly trustedProxies?: readonly string[] | undefined;
}

export function allowedOrigins({ allowedOrigins: listed = [], trustedProxies = [] }: OriginOptions): AllowedOrigins {
  const all = new Set(listed);
  const proxies = trusting(trustedProxies);
  return {
    lists: (origin) => all.has(origin),
    admits(request) {
      const { origin } = request.headers;
      return origin === undefined || all.has(origin) || isAt(origin, hostOf(request, proxies));
    },
  };
}

/** Whether an origin is that of a host; which port goes without saying depends on the scheme. */
function isAt(origin: string, host: string | undefined): boolean {
  const page = URL.parse(origin);
  return page !== null && page.host !== '' && page.host === URL.parse(`${page.protocol}//${host}`)?.host;
}
