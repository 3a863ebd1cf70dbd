import { streams } from '@constellation/schema';
import type { Bus } from '../bus/bus.ts';
import { type EntityManager, rows, sql } from '../database/query.ts';
import { within } from '../deadline.ts';

/** Rows that one call forgets, so that a large backlog fits into many short statements. */
const chunk = 5_000;
/** Of rows whose subjects go with them: each takes several questions to the bus. */
const subjectChunk = 500;
/** Fewer than the bus has connections, so that publishing need not wait. */
const subjectsAtOnce = 4;
const busDeadlineMs = 10_000;

const keptLongEnough = sql`sequence is not null and appended_at < clock_instant() - interval '30 days'`;

/** Streams that keep the newest event of each subject for good, as the outbox does, from which they can be made anew. */
const stateStreams = streams.filter(({ lastPerSubject }) => lastPerSubject).map(({ name }) => name);

/** Forgets published events that end no subject; answers true when there is more to do right away. */
export async function forgetEvents(em: EntityManager): Promise<boolean> {
  const isReplaced = sql`exists (select from outbox as newer where newer.stream = outbox.stream
    and newer.subject = outbox.subject and newer.version > outbox.version)`;
  const forgotten = await rows(
    em,
    sql`delete from outbox where position in (
          select position from outbox
           where not last and ${keptLongEnough} and (stream <> all(${stateStreams}) or ${isReplaced}) limit ${chunk})
        returning position`,
  );
  return forgotten.length === chunk;
}

/**
 * Forgets published events that were the last of their subjects, each after its stream has forgotten the subject; a
 * crash in between repeats what is harmless. What the bus refuses keeps its row and is an error in the end; one refusal
 * does not hold up the others, but four leave the rest to the next call. Answers true when there is more to do right away.
 */
export async function forgetSubjects(em: EntityManager, bus: Bus): Promise<boolean> {
  const ended = await rows(
    em,
    sql<LastEvent>`select position, stream, subject, version from outbox where last and ${keptLongEnough}
      order by appended_at limit ${subjectChunk}`,
  );
  const queue = ended.values();
  const forgetting = Array.from({ length: subjectsAtOnce }, async () => {
    for (const event of queue) await forgetSubject(em, bus, event);
  });
  const failed = (await Promise.allSettled(forgetting)).find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
  return ended.length === subjectChunk;
}

/** `position` is a bigint as text. */
interface LastEvent {
  readonly position: string;
  readonly stream: string;
  readonly subject: string;
  readonly version: number;
}

/** A subject that has a newer event stays, also when that event comes at this very moment. */
async function forgetSubject(em: EntityManager, bus: Bus, { position, stream, subject, version }: LastEvent) {
  await within(busDeadlineMs, async () => {
    const newest = await bus.last(stream, subject);
    if (newest && newest.event.version <= version) await bus.remove(stream, subject, newest.sequence);
  });
  await rows(em, sql`delete from outbox where position = ${position}`);
}
