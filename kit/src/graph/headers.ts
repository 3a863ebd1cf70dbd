import { z } from 'zod';
import { accessScopes, type Principal } from '../principal.ts';

/** What travels with an operation from the gateway to a subgraph. */
export interface ExecutionHeaders {
  readonly principal: Principal;
  readonly traceparent?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

const principalHeader = 'constellation-principal';

const principalSchema = z.object({
  kind: z.enum(['ANONYMOUS', 'USER', 'PARTNER', 'DEVICE', 'SERVICE']),
  id: z.string().max(100),
  scopes: z.array(z.enum(accessScopes)),
  venueRoles: z.record(z.string(), z.enum(['HOST', 'MANAGER'])),
});

/** The headers as HTTP carries them. */
export const encodeHeaders = ({
  principal,
  traceparent,
  idempotencyKey,
}: ExecutionHeaders): Record<string, string> => ({
  [principalHeader]: Buffer.from(JSON.stringify(principal)).toString('base64url'),
  ...(traceparent && { traceparent }),
  ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
});

/**
 * Reads them back.
 * @throws Error when the principal is missing or malformed: subgraphs are asked by the gateway only.
 */
export function decodeHeaders(header: (name: string) => string | undefined): ExecutionHeaders {
  const encoded = header(principalHeader);
  if (!encoded) throw new Error(`The header ${principalHeader} is missing; ask the gateway instead`);
  const principal = principalSchema.parse(JSON.parse(Buffer.from(encoded, 'base64url').toString()));
  return { principal, traceparent: header('traceparent'), idempotencyKey: header('idempotency-key') };
}
