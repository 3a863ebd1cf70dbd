import type { CloudEvent, EventContract } from '@constellation/schema';
import { type EntityManager, type RawBuilder, rows, sql } from '../database/query.ts';
import { newId } from '../identifier.ts';

/** How many independent sequences the outbox is cut into; each is published in order by one process. */
export const partitionCount = 8;

/** A larger event would be refused by NATS (1 MB) and hold up its partition for good. */
const mostBytes = 1_000_000;

/** One fact about one aggregate; its version was taken under the aggregate's row lock. */
export interface Fact<Data> {
  readonly aggregate: string;
  readonly version: number;
  readonly at: Temporal.Instant;
  readonly data: Data;
  /** The last event of its subject: the stream forgets the subject when the outbox forgets the event. */
  readonly last?: boolean;
}

/**
 * Puts a fact into the outbox, in the transaction that makes it true: either both last or neither does.
 * The relay publishes it soon after the commit, an aggregate's facts in the order of their versions.
 */
export async function append<Type extends string, Data>(
  tx: EntityManager,
  contract: EventContract<Type, Data>,
  fact: Fact<Data>,
): Promise<void> {
  await rows(tx, appending(tx, contract, fact));
}

/**
 * The same for a stream that must not keep what it held: the outbox forgets the subject's earlier events at once,
 * published or not, and a stream that keeps the last event of each subject has this one in their place.
 */
export async function appendInPlace<Type extends string, Data>(
  tx: EntityManager,
  contract: EventContract<Type, Data>,
  fact: Fact<Data>,
): Promise<void> {
  await append(tx, contract, fact);
  const subject = contract.subject(fact.aggregate, fact.data);
  await rows(
    tx,
    sql`delete from outbox where stream = ${contract.stream} and subject = ${subject} and version < ${fact.version}`,
  );
}

/** The same as SQL, to be one part (`with … as (…)`) of the very statement that makes the fact true. */
export function appending<Type extends string, Data>(
  tx: EntityManager,
  contract: EventContract<Type, Data>,
  fact: Fact<Data>,
): RawBuilder<unknown> {
  const { id, partition, stream, subject, aggregate, version, event, appendedAt, last } = rowOf(tx, contract, fact);
  return sql`
    insert into outbox (id, partition, stream, subject, aggregate, version, event, appended_at, last)
    values (${id}, ${partition}, ${stream}, ${subject}, ${aggregate}, ${version}, ${event}, ${appendedAt}, ${last})`;
}

/** The same for facts about many aggregates; however many they are, the statement is the same. */
export function appendingAll<Type extends string, Data>(
  tx: EntityManager,
  contract: EventContract<Type, Data>,
  facts: readonly Fact<Data>[],
): RawBuilder<unknown> {
  const appended = facts.map((fact) => {
    const { event, ...row } = rowOf(tx, contract, fact);
    // An event that is text within text would be parsed twice.
    return `${JSON.stringify(row).slice(0, -1)},"event":${event}}`;
  });
  return sql`
    insert into outbox (id, partition, stream, subject, aggregate, version, event, appended_at, last)
    select id, partition, stream, subject, aggregate, version, event, "appendedAt", last
    from jsonb_to_recordset(${`[${appended.join()}]`}) as appended (id uuid, partition smallint, stream text, subject text,
      aggregate uuid, version integer, event jsonb, "appendedAt" timestamptz, last boolean)`;
}

function rowOf<Type extends string, Data>(tx: EntityManager, contract: EventContract<Type, Data>, fact: Fact<Data>) {
  const { aggregate, version, at, last = false } = fact;
  const event = envelope(contract, fact, tx.getLoggerContext<{ traceparent?: string }>().traceparent);
  const text = JSON.stringify(event);
  if (Buffer.byteLength(text) > mostBytes)
    throw new Error(`${contract.type} ${version} of ${aggregate} is too large for the bus`);
  return {
    id: event.id,
    partition: partitionOf(aggregate),
    stream: contract.stream,
    subject: contract.subject(aggregate, fact.data),
    aggregate,
    version,
    event: text,
    appendedAt: at.toString(),
    last,
  };
}

/** The last byte of a UUIDv7 is random, which spreads aggregates evenly. */
const partitionOf = (aggregate: string) => Number.parseInt(aggregate.slice(-2), 16) % partitionCount;

/** A fact as it travels; @throws ZodError where its data break the contract. */
export const envelope = <Type extends string, Data>(
  contract: EventContract<Type, Data>,
  { aggregate, version, at, data }: Fact<Data>,
  traceparent?: string,
): CloudEvent<Data> => ({
  specversion: '1.0',
  id: newId(),
  source: contract.source,
  type: contract.type,
  subject: aggregate,
  time: at.toString(),
  datacontenttype: 'application/json',
  version,
  ...(traceparent && { traceparent }),
  data: contract.data.parse(data),
});
