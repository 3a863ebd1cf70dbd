import type { Bus, Stored } from '../bus/bus.ts';
import type { Database } from '../database/database.ts';
import { firstRow, sql } from '../database/query.ts';
import { newId } from '../identifier.ts';
import { openLog } from '../log.ts';
import { openSession } from '../workers/session.ts';
import { noteStream } from './notes-for-tests.ts';
import { startRelay } from './relay.ts';

/** The relay of one process on a database; its session's connection goes by `name`, so that a test can cut it. */
export function openRelay(database: Database, bus: Bus, name = 'relay'): AsyncDisposable {
  const log = openLog({ name: 'test', level: 'silent' });
  const opened = new AsyncDisposableStack();
  const session = opened.use(openSession(database.connection, name, log));
  const relay = opened.use(startRelay({ name, session, bus, log }));
  opened.use(database.onCommit(() => relay.ring()));
  return opened;
}

/** How many events still wait for a relay. */
export async function waiting(database: Database): Promise<number | undefined> {
  const pending = sql<{ count: number }>`select count(*)::integer as count from outbox where sequence is null`;
  return (await firstRow(database.fork(), pending))?.count;
}

/** Everything that the notes' stream holds. */
export async function publishedNotes(bus: Bus): Promise<Stored[]> {
  const end = newId();
  await bus.publish(noteStream.name, [{ subject: 'note.end', event: endOfReading(end) }]);
  const reading = new AbortController();
  const stored: Stored[] = [];
  for await (const each of bus.read(noteStream.name, { from: 'start', signal: reading.signal })) {
    if (each.event.id === end) break;
    if (each.subject !== 'note.end') stored.push(each);
  }
  reading.abort();
  return stored;
}

/** The versions that were published of each note, in the order of the stream. */
export async function publishedVersions(bus: Bus): Promise<Record<string, number[]>> {
  const perNote = Map.groupBy(await publishedNotes(bus), ({ event }) => event.subject);
  return Object.fromEntries([...perNote].map(([note, stored]) => [note, stored.map(({ event }) => event.version)]));
}

/** What is right: every version of every note once and in order. */
export const everyVersion = (ids: readonly string[], last: number): Record<string, number[]> =>
  Object.fromEntries(ids.map((id) => [id, Array.from({ length: last }, (_, index) => index + 1)]));

const endOfReading = (id: string) => ({
  specversion: '1.0' as const,
  id,
  source: '/kit/notes',
  type: 'note.end',
  subject: id,
  time: '2026-01-01T00:00:00Z',
  datacontenttype: 'application/json' as const,
  version: 1,
  data: {},
});
