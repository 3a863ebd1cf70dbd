import { randomUUID } from 'node:crypto';

/** One hop of a request's way through the system, by W3C Trace Context. */
export interface Trace {
  /** 32 hex digits, the same on the whole way. */
  readonly traceId: string;
  /** 16 hex digits, this hop's own. */
  readonly spanId: string;
  /** Header for whoever is called from here. */
  readonly traceparent: string;
}

const pattern =
  /^(?<version>[0-9a-f]{2})-(?<traceId>[0-9a-f]{32})-(?<parentId>[0-9a-f]{16})-(?<flags>[0-9a-f]{2})(?<rest>-.*)?$/;
const nothing = /^0+$/;

/** The next hop of the caller's trace; a missing or invalid `traceparent` begins a new one. */
export function traceFrom(header?: string): Trace {
  const { traceId, flags } = parse(header) ?? { traceId: randomHex(), flags: '01' };
  const spanId = randomHex().slice(16);
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-${flags}` };
}

/** Versions to come may append fields and are read like the first; `ff` is none, and zeros name nothing. */
function parse(header: string | undefined): { traceId: string; flags: string } | undefined {
  const { version, traceId, parentId, flags, rest } = header?.match(pattern)?.groups ?? {};
  if (!version || !traceId || !parentId || !flags) return undefined;
  if (version === 'ff' || (version === '00' && rest) || nothing.test(traceId) || nothing.test(parentId))
    return undefined;
  return { traceId, flags };
}

/** 32 hex digits; UUIDs are made in advance, which bytes on demand are not. */
const randomHex = () => randomUUID().replaceAll('-', '');
