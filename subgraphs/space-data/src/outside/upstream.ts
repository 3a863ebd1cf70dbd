import { systemClock } from '@constellation/kit';
import type { z } from 'zod';
import { secondsToRetry } from '../domain/retry-after.ts';
import { type UpstreamCode, UpstreamFailure } from './upstream-failure.ts';

/** What is asked. Keys belong into headers, never into the address. */
export interface Question<Value> {
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent with POST; asked with GET where there is none. */
  readonly form?: Readonly<Record<string, string>>;
  /** What the answer has to be; what else it says is passed over. */
  readonly schema: z.ZodType<Value>;
  /** How long the answer may be, unpacked. */
  readonly mostBytes: number;
  /** How many times as long as usual the answer may take; once unless told. */
  readonly patience?: number;
}

/** Those who publish what we show. */
export interface Upstream {
  /**
   * Asks for JSON. Whatever has another status than 200 is no answer, a redirect neither.
   * @throws UpstreamFailure
   */
  ask<Value>(question: Question<Value>): Promise<Value>;
}

export interface UpstreamOptions {
  /** How long an answer may take, to its last byte. */
  readonly timeoutMs?: number;
  /** Whom a source may turn to, an address of mail or a page: it is told with every question. */
  readonly contact?: string | undefined;
}

const userAgentOf = (contact: string | undefined) =>
  `Constellation/0.1 (space-data${contact === undefined ? '' : `; ${contact}`})`;
const mostSaid = 1_000;

/** The world outside. */
export const openUpstream = ({ timeoutMs = 10_000, contact }: UpstreamOptions = {}): Upstream => ({
  async ask({ url, headers, form, schema, mostBytes, patience = 1 }) {
    const signal = AbortSignal.timeout(timeoutMs * patience);
    const named = { ...headers, accept: 'application/json', 'user-agent': userAgentOf(contact) };
    const sent = form && { method: 'POST', body: new URLSearchParams(form) };
    const response = await failing('UPSTREAM_UNREACHABLE', signal, () =>
      fetch(url, { signal, redirect: 'manual', headers: named, ...sent }),
    );
    const text = await failing('UPSTREAM_TRUNCATED', signal, () => textOf(response, mostBytes));
    return read(response, text, schema);
  },
});

/** What goes wrong on the way has a code and keeps nothing else: errors of the network may tell the address. */
async function failing<Result>(code: UpstreamCode, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UpstreamFailure) throw error;
    throw new UpstreamFailure(signal.aborted ? 'UPSTREAM_TIMEOUT' : code);
  }
}

interface Answer {
  readonly status: number;
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** The body, and no more of it than is allowed; of an answer that is none, what it begins with. */
async function textOf({ status, body }: Answer, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  if (!body) return '';
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > mostBytes && status === 200) throw new UpstreamFailure('UPSTREAM_TOO_LARGE');
    chunks.push(chunk);
    if (bytes > mostBytes) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function read<Value>({ status, headers }: Response, text: string, schema: z.ZodType<Value>): Value {
  const said = text.slice(0, mostSaid);
  if (status !== 200) {
    const retryAfterSeconds = secondsToRetry(headers.get('retry-after'), headers.get('date'), systemClock.now);
    throw new UpstreamFailure(`UPSTREAM_${status}`, { said, retryAfterSeconds });
  }
  if (text.trim() === '') throw new UpstreamFailure('UPSTREAM_EMPTY');
  if (!/\bjson\b/i.test(headers.get('content-type') ?? '')) throw new UpstreamFailure('UPSTREAM_NOT_JSON', { said });
  const { data, success } = schema.safeParse(parsed(text));
  if (!success) throw new UpstreamFailure('UPSTREAM_MALFORMED', { said });
  return data;
}

/** Undefined, which no schema takes, where it is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
