import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { z } from 'zod';

/** SQL as PostgreSQL gets it. */
export interface Statement {
  readonly text: string;
  /** Of its parameters; a statement without any is not prepared. */
  readonly values: readonly unknown[];
}

/**
 * The statements that a piece of work sends, in order: so plain SQL that is measured beside it cannot fall behind it.
 * Nothing that others send meanwhile is among them.
 */
export async function statementsOf(work: () => Promise<unknown>): Promise<readonly Statement[]> {
  const statements: Statement[] = [];
  using _recorder = recordQueries();
  await recording.run(statements, work);
  if (statements.length === 0) throw new Error('No SQL was sent');
  return statements;
}

/** Sends statements one after another, each prepared as the connection meets it first. */
export async function send(client: Pick<pg.ClientBase, 'query'>, statements: readonly Statement[]): Promise<void> {
  for (const [index, { text, values }] of statements.entries())
    await client.query(values.length === 0 ? text : { name: `statement ${index}`, text, values: [...values] });
}

const recording = new AsyncLocalStorage<Statement[]>();

const sent = z.union([
  z.string().transform((text) => ({ text, values: [] })),
  z.object({ text: z.string(), values: z.array(z.unknown()).default([]) }),
]);

const method = z.custom<(...args: unknown[]) => unknown>((value) => typeof value === 'function');

/** Every connection is a `pg.Client` in the end. */
function recordQueries(): Disposable {
  const original = Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query');
  if (!original) throw new Error('pg has changed: its client has no method `query`');
  const query = method.parse(original.value);
  const recorded = function (this: unknown, ...args: unknown[]): unknown {
    recording.getStore()?.push(sent.parse(args[0]));
    return Reflect.apply(query, this, args);
  };
  Object.defineProperty(pg.Client.prototype, 'query', { ...original, value: recorded });
  return { [Symbol.dispose]: () => void Object.defineProperty(pg.Client.prototype, 'query', original) };
}
