import type { Mint } from '../internal-token/mint.ts';
import { principalHeader } from '../internal-token/token.ts';
import type { Principal } from '../principal.ts';

/** What travels with an operation from the gateway to a subgraph. */
export interface ExecutionHeaders {
  readonly principal: Principal;
  readonly traceparent?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  /** Where the client is, as the gateway sees it. */
  readonly address?: string | undefined;
  /** Where the client found the gateway, such as `https://api.example.org`. */
  readonly origin?: string | undefined;
}

const addressHeader = 'constellation-address';
const originHeader = 'constellation-origin';

/** The headers as HTTP carries them: who asks is told by a token. */
export const encodeHeaders = async (
  { principal, traceparent, idempotencyKey, address, origin }: ExecutionHeaders,
  mint: Mint,
): Promise<Record<string, string>> => ({
  [principalHeader]: await mint.tokenFor(principal),
  ...(traceparent && { traceparent }),
  ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
  ...(address !== undefined && { [addressHeader]: address }),
  ...(origin !== undefined && { [originHeader]: origin }),
});

/** Reads them back, but for who asks, which was verified before anything else. */
export const decodeHeaders = (
  principal: Principal,
  header: (name: string) => string | undefined,
): ExecutionHeaders => ({
  principal,
  traceparent: header('traceparent'),
  idempotencyKey: header('idempotency-key'),
  address: header(addressHeader),
  origin: header(originHeader),
});
