import { streams } from '@constellation/schema';
import type { Bus } from '../bus/bus.ts';
import type { Query } from '../database/queries-in-turn.ts';

/** What may be published to by whoever reads the outbox after this was found out. */
export interface Agreement {
  /** The present beginning of each stream that holds what the outbox counts as published in it. */
  readonly epochs: ReadonlyMap<string, string>;
  /** Whether there is more to look through right away. */
  readonly more: boolean;
  /** Why a stream is left out that the log could not be asked about. */
  readonly failure: Error | undefined;
}

interface Mark {
  readonly stream: string;
  readonly epoch: string | null;
  /** A bigint as text: how far the stream had come. */
  readonly sequence: string;
  /** Whether rows are still to be looked through. */
  readonly losing: boolean;
}

/**
 * Sees to it that what counts as published stands in the present beginning of its stream: one that was begun anew gets
 * back, in order, whatever the outbox still has of it. Until all rows are looked through nothing else is published to it.
 * A stream that ends before the mark has lost its end: it is begun anew by this. `compared` are the answers about which
 * that is known.
 */
export async function agreeOnBeginnings(
  bus: Bus,
  query: Query,
  compared: WeakSet<Promise<string>>,
): Promise<Agreement> {
  const marks = await query<Mark>(
    'select stream, epoch, sequence, lost_from is not null as losing from outbox_marks',
    [],
  );
  const epochs = new Map<string, string>();
  let more = false;
  let failure: Error | undefined;
  for (const { stream, epoch: marked, sequence, losing } of marks) {
    try {
      const answer = bus.epoch(stream);
      if (!compared.has(answer) && (await answer) === marked && (await bus.newest(stream)) < Number(sequence))
        await bus.beginAnew(stream);
      compared.add(answer);
      const epoch = await presentEpoch(bus, stream, marked);
      if (epoch === marked && !losing) {
        epochs.set(stream, epoch);
        continue;
      }
      await adopt(query, stream, epoch);
      await lookThrough(query, stream);
      more = true;
    } catch (error) {
      failure = new Error(`The log does not answer for ${stream}`, { cause: error });
    }
  }
  return { epochs, more, failure };
}

/** Only what the log says at this moment may replace what is marked: another process may have heard of it sooner. */
async function presentEpoch(bus: Bus, stream: string, marked: string | null): Promise<string> {
  const remembered = await bus.epoch(stream);
  return remembered === marked ? remembered : bus.epoch(stream, 'anew');
}

/** Notes the beginnings of streams that nothing was published to yet, so that the next agreement is about them, too. */
export async function markBeginnings(bus: Bus, query: Query, unmarked: Iterable<string>): Promise<void> {
  for (const stream of unmarked) await adopt(query, stream, await bus.epoch(stream));
}

/** Notes a stream's present beginning; where it is another one than before, all that was published is to be looked through. */
async function adopt(query: Query, stream: string, epoch: string): Promise<void> {
  await query(
    `insert into outbox_marks as mark (stream, sequence, epoch) values ($1, 0, $2)
     on conflict (stream) do update set epoch = excluded.epoch,
       sequence = case when mark.epoch is null then mark.sequence else 0 end,
       lost_from = case when mark.epoch is not null then (select min(position) from outbox) end,
       lost_to = case when mark.epoch is not null then (select max(position) from outbox) end
     where mark.epoch is distinct from excluded.epoch`,
    [stream, epoch],
  );
}

/** Rows that one statement looks through. */
const chunk = 20_000;

/**
 * Looks through the next rows of what a stream has lost: what it would still hold is to be published again, the rest
 * counts as published in front of everything.
 */
async function lookThrough(query: Query, stream: string): Promise<void> {
  const { lastPerSubject = false, maxAgeMs = null } = streams.find(({ name }) => name === stream) ?? {};
  await query(
    `with part as (
       select stream, lost_from, lost_to from outbox_marks where stream = $1 and lost_from is not null for update
     ), looked as (
       update outbox set sequence = case
           when $3 and exists (select from outbox as newer where newer.stream = outbox.stream
                                  and newer.subject = outbox.subject and newer.version > outbox.version) then 0
           when appended_at < clock_instant() - $4::bigint * interval '1 millisecond' then 0 end
         from part
        where outbox.stream = part.stream and position >= lost_from and position < lost_from + $2
          and position <= lost_to and sequence is not null
     )
     update outbox_marks as mark set lost_from = case when part.lost_from + $2 <= part.lost_to then part.lost_from + $2 end
       from part where mark.stream = part.stream`,
    [stream, chunk, lastPerSubject, maxAgeMs],
  );
}
