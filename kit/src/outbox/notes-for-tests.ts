import type { EventContract, StreamDefinition } from '@constellation/schema';
import { Migration } from '@mikro-orm/migrations';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { instant } from '../database/instant.ts';
import { type EntityManager, firstRow, rows, sql } from '../database/query.ts';
import { newId } from '../identifier.ts';
import type { Platform } from '../platform.ts';
import { append } from './append.ts';

/** Every change of a note is an event. */
export const noteChanged: EventContract<'note.changed', { text: string }> = {
  type: 'note.changed',
  stream: 'NOTES',
  source: '/kit/notes',
  description: 'A note says something else by now.',
  data: z.object({ text: z.string().max(100) }),
  subject: (note) => `note.${note}`,
};

export const noteStream: StreamDefinition = { name: 'NOTES', description: 'Changes of notes.', subjects: ['note.*'] };

/** What a note says, until it is thrown away. */
export const noteSnapshot: EventContract<'note.snapshot', { text: string }> = {
  ...noteChanged,
  type: 'note.snapshot',
  stream: 'NOTE_STATE',
  description: 'A note as it is now.',
  subject: (note) => `note.snapshot.${note}`,
};

const noteStateStream: StreamDefinition = {
  name: 'NOTE_STATE',
  description: 'Every note as it is now.',
  subjects: ['note.snapshot.*'],
  lastPerSubject: true,
};

class CreateNotes extends Migration {
  override up() {
    this.addSql('create table notes (id uuid primary key, text text not null, version integer not null)');
  }
}

export const notes = { name: 'notes', entities: [], migrations: [{ name: 'notes-0001', class: CreateNotes }] };

/** A database of notes on a platform whose bus takes their events. */
export async function openNotes({ bus, database }: Platform): Promise<Database> {
  await bus.declare([noteStream, noteStateStream]);
  return database.open(notes);
}

/** The smallest action: changes a note under its lock and says so. */
export const changeNote = (em: EntityManager, id: string, text = ''): Promise<void> =>
  em.transactional(async (tx) => {
    const changed = sql<{ version: number }>`insert into notes (id, text, version) values (${id}, ${text}, 1)
      on conflict (id) do update set text = excluded.text, version = notes.version + 1 returning version`;
    const { version = 0 } = (await firstRow(tx, changed)) ?? {};
    await append(tx, noteChanged, { aggregate: id, version, at: await instant(tx), data: { text } });
  });

/** Says what a note is now, for the last time if it is thrown away. */
export async function snapshotNote(
  { fork }: Database,
  id: string,
  version: number,
  last = false,
  contract = noteSnapshot,
): Promise<void> {
  const em = fork();
  await append(em, contract, { aggregate: id, version, at: await instant(em), data: { text: '' }, last });
}

/** So many new notes' ids. */
export const noteIds = (count: number): string[] => Array.from({ length: count }, newId);

/** So many new notes' ids whose events go the same way. */
export const noteIdsOfOnePartition = (count: number): string[] => noteIds(count).map((id) => `${id.slice(0, -2)}00`);

/** Changes each note so many times, those of different notes and of one all at the same time. */
export async function changeAll(database: Database, ids: readonly string[], times: number): Promise<void> {
  const changes = ids.flatMap((id) => Array.from({ length: times }, () => changeNote(database.fork(), id)));
  await Promise.all(changes);
}

/** An outbox row as it stands. */
export interface OutboxRow {
  readonly id: string;
  readonly aggregate: string;
  readonly version: number;
  readonly sequence: number | null;
}

/** The outbox in the order of its positions. */
export const outboxOf = (database: Database): Promise<OutboxRow[]> =>
  rows(
    database.fork(),
    sql<OutboxRow>`select id, aggregate, version, sequence::integer as sequence from outbox order by position`,
  );
