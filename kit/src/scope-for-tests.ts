import { systemClock } from './clock.ts';
import type { Database } from './database/database.ts';
import { memoryKeyValue } from './key-value/memory.ts';
import { openLog } from './log.ts';
import type { Principal } from './principal.ts';
import { openScope, type Scope, type ScopeSource } from './scope.ts';
import { traceFrom } from './trace.ts';

/** What the scopes of a test are made of; what is logged is kept in `lines`. */
export function scopeSource({ name, fork }: Database): ScopeSource & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  const log = openLog({ name: 'test', level: 'warn', destination: { write: (line) => void lines.push(line) } });
  return { name, fork, clock: systemClock, keyValue: memoryKeyValue(), log, lines };
}

/** A scope on a database, as a request of its own would have it. */
export const newScope = (database: Database, principal?: Principal): Scope =>
  openScope(scopeSource(database), traceFrom(), principal && { principal });
