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

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const longestMs = 30 * dayMs;

/** The names of the streams that forget events sooner than the outbox would, by how long the outbox keeps theirs: an hour longer. */
const shortStreams = Map.groupBy(
  streams.filter(({ maxAgeMs = Infinity }) => maxAgeMs + hourMs < longestMs),
  ({ maxAgeMs = Infinity }) => maxAgeMs + hourMs,
);

const isOlder = (keptMs: number) => sql`appended_at < clock_instant() - ${keptMs} * interval '1 millisecond'`;

const tooOld = [...shortStreams].map(
  ([keptMs, those]) => sql`stream = any(${those.map(({ name }) => name)}) and ${isOlder(keptMs)}`,
);

const keptLongEnough = sql`sequence is not null and (${sql.join([isOlder(longestMs), ...tooOld], sql` or `)})`;

/** Streams that keep the newest event of each subject for good, as the outbox does, from which they can be made anew. */
const stateStreams = streams.filter(({ lastPerSubject }) => lastPerSubject).map(({ name }) => name);

/**
 * Forgets published events that end no subject, after 30 days or an hour after their stream has; answers true when there is more to do
 * right away.
 */
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
