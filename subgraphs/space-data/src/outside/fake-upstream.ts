import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** What a source answers when all is well. */
export interface GoodAnswer {
  readonly body: string;
  readonly contentType?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** All the ways in which a source can fail, each with the code that it is told by. */
export const failures = {
  'refuses (403)': { code: 'UPSTREAM_403', answer: (out) => say(out, 403, '{"error":"forbidden"}') },
  'has enough (429)': {
    code: 'UPSTREAM_429',
    answer: (out) => say(out, 429, '{"detail":"throttled"}', { 'retry-after': '7' }),
  },
  'is broken (500)': { code: 'UPSTREAM_500', answer: (out) => say(out, 500, '{"error":"oops"}') },
  'sends elsewhere': { code: 'UPSTREAM_302', answer: (out) => say(out, 302, '', { location: '/elsewhere' }) },
  'answers nothing': { code: 'UPSTREAM_EMPTY', answer: (out) => say(out, 200, '') },
  'answers with a page': {
    code: 'UPSTREAM_NOT_JSON',
    answer: (out) => say(out, 200, '<html>Down for maintenance</html>', { 'content-type': 'text/html' }),
  },
  'answers half': { code: 'UPSTREAM_TRUNCATED', answer: (out) => breakOff(out) },
  'answers something else': { code: 'UPSTREAM_MALFORMED', answer: (out) => say(out, 200, '{"code":200,"msg":"ok"}') },
  'answers with half of JSON': { code: 'UPSTREAM_MALFORMED', answer: (out) => say(out, 200, '[{"OBJECT_NAME":') },
  'never ends': { code: 'UPSTREAM_TOO_LARGE', answer: (out) => flood(out) },
  'hangs up': { code: 'UPSTREAM_UNREACHABLE', answer: (out) => void out.destroy() },
  trickles: { code: 'UPSTREAM_TIMEOUT', answer: (out) => trickle(out) },
  'is silent': { code: 'UPSTREAM_TIMEOUT', answer: () => {} },
} as const satisfies Record<string, { readonly code: string; answer(out: ServerResponse): void }>;

export type Failure = keyof typeof failures;

/** Those that last as long as anybody waits. */
export const lastsForEver = (failure: Failure): boolean => failures[failure].code === 'UPSTREAM_TIMEOUT';

/** All of them. */
export const everyFailure = Object.keys(failures).filter((name): name is Failure => name in failures);

/** A source of a test's own, over HTTP on a free port. */
export interface FakeUpstream extends AsyncDisposable {
  readonly url: string;
  /** What was asked so far: paths with their queries. */
  readonly asked: readonly string[];
  /** With which headers it was asked last. */
  readonly headers: Readonly<Record<string, unknown>>;
  /** What it was sent last; empty where it was asked with GET. */
  readonly sent: string;
  /** Fails like this from now on, or is well again. */
  fail(failure: Failure | undefined): void;
}

/** Opens a source; disposing cuts every connection. */
export async function openFake(answer: (url: URL, sent: string) => GoodAnswer): Promise<FakeUpstream> {
  const asked: string[] = [];
  let sent = '';
  let headers: Readonly<Record<string, unknown>> = {};
  let failure: Failure | undefined;
  const server = createServer(async (request, out) => {
    sent = await text(request);
    asked.push(request.url ?? '');
    headers = request.headers;
    if (failure) return failures[failure].answer(out);
    const {
      body,
      contentType = 'application/json',
      status = 200,
      headers: further,
    } = answer(new URL(request.url ?? '', 'http://fake'), sent);
    return say(out, status, body, { 'content-type': contentType, ...further });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    get headers() {
      return headers;
    },
    get sent() {
      return sent;
    },
    fail: (like) => void (failure = like),
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function say(out: ServerResponse, status: number, body: string, headers: Readonly<Record<string, string>> = {}): void {
  out.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

/** Promises more than it sends. */
function breakOff(out: ServerResponse): void {
  out.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  out.write('[{"OBJECT_NAME":', () => out.destroy());
}

function flood(out: ServerResponse): void {
  out.writeHead(200, { 'content-type': 'application/json' });
  const more = () => {
    while (!out.destroyed && out.write(' '.repeat(65_536)));
  };
  out.on('drain', more);
  more();
}

/** Never falls silent, and never ends. */
function trickle(out: ServerResponse): void {
  out.writeHead(200, { 'content-type': 'application/json' });
  const drops = setInterval(() => out.write(' '), 20);
  out.on('close', () => clearInterval(drops));
}
