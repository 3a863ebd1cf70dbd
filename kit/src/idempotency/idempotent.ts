import { createHash } from 'node:crypto';
import { type EntityManager, firstRow, sql } from '../database/query.ts';
import type { UserError } from '../graph/user-error.ts';
import { userError } from '../graph/user-error.ts';
import { isId } from '../identifier.ts';
import { Refusal } from '../refusal.ts';
import type { Scope } from '../scope.ts';

/** What is kept of an answered request: whose entity it was about, and why it was refused. */
export interface Outcome {
  readonly entityId: string | null;
  readonly errors: readonly UserError[];
}

export interface IdempotentRequest {
  readonly operation: string;
  readonly key: string;
  /** Where the key stands in the input; left out when it came as a header. */
  readonly keyPath?: readonly string[];
  /** What was asked; the same key with another request is refused. */
  readonly request: unknown;
}

const longestKey = 200;
const wellFormedKey = new RegExp(`^[^\\p{Cc}\\p{Cs}]{1,${longestKey}}$`, 'u');

/**
 * Runs work once per principal, operation and key within 24 hours and answers every repetition with the first outcome,
 * refusals included. Work and outcome share a transaction; a repetition that comes meanwhile waits for its end, and
 * after a crash the next one runs the work.
 */
export async function idempotent(
  scope: Scope,
  { operation, key, keyPath, request }: IdempotentRequest,
  work: (scope: Scope) => Promise<string>,
): Promise<Outcome> {
  if (!wellFormedKey.test(key)) {
    throw new Refusal('INVALID_INPUT', `An idempotency key has 1 to ${longestKey} printable characters`, {
      ...(keyPath && { path: keyPath }),
    });
  }
  const place = { principal: scope.principal.id, operation, key, keyPath, hash: hashOf(request) };
  return scope.em.transactional(async (tx) => {
    const earlier = await claim(tx, place);
    if (earlier) return earlier;
    const outcome = await attempt({ ...scope, em: tx }, work);
    await keep(tx, place, outcome);
    return outcome;
  });
}

interface Place {
  readonly principal: string;
  readonly operation: string;
  readonly key: string;
  readonly keyPath: readonly string[] | undefined;
  readonly hash: string;
}

const hashOf = (request: unknown) => createHash('sha256').update(JSON.stringify(request)).digest('base64url');

/** Takes the key, or returns what was answered under it; the unique row makes rivals wait for each other. */
async function claim(
  tx: EntityManager,
  { principal, operation, key, keyPath, hash }: Place,
): Promise<Outcome | undefined> {
  const taken = await firstRow(
    tx,
    sql`insert into idempotency as kept (principal, operation, key, request_hash, created_at)
      values (${principal}, ${operation}, ${key}, ${hash}, clock_instant())
      on conflict (principal, operation, key) do update
        set request_hash = excluded.request_hash, entity_id = null, entity_name = null, errors = '[]', created_at = excluded.created_at
        where kept.created_at < clock_instant() - interval '24 hours'
      returning key`,
  );
  if (taken) return undefined;
  const kept = await firstRow(
    tx,
    sql<{ request_hash: string; entity_id: string | null; errors: UserError[] }>`
      select request_hash, coalesce(entity_name, entity_id::text) as entity_id, errors from idempotency
      where principal = ${principal} and operation = ${operation} and key = ${key}`,
  );
  if (kept?.request_hash !== hash) {
    throw new Refusal('IDEMPOTENCY_MISMATCH', 'This idempotency key was used for another request; use a new one', {
      ...(keyPath && { path: keyPath }),
    });
  }
  return { entityId: kept.entity_id, errors: kept.errors };
}

/** A refusal undoes the work by its savepoint and is itself an outcome worth keeping. */
async function attempt(scope: Scope, work: (scope: Scope) => Promise<string>): Promise<Outcome> {
  try {
    const entityId = await scope.em.transactional((nested) => work({ ...scope, em: nested }));
    return { entityId, errors: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { entityId: null, errors: [userError(error)] };
  }
}

const keep = (tx: EntityManager, { principal, operation, key }: Place, { entityId, errors }: Outcome) =>
  sql`update idempotency set
      entity_id = ${entityId !== null && isId(entityId) ? entityId : null},
      entity_name = ${entityId},
      errors = ${JSON.stringify(errors)}
    where principal = ${principal} and operation = ${operation} and key = ${key}`.execute(tx.getKysely());
