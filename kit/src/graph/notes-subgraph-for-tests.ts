import { GraphQLError } from 'graphql';
import { firstRow, rows, sql } from '../database/query.ts';
import { newId } from '../identifier.ts';
import { openLog } from '../log.ts';
import { changeNote, notes } from '../outbox/notes-for-tests.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import type { Scope } from '../scope.ts';
import { type RunningSubgraph, serve } from '../serve.ts';
import { defineSubgraph } from '../subgraph.ts';
import { administrator } from '../testing/people.ts';
import type { GraphContext } from './context.ts';
import { mutations } from './mutation.ts';

interface Note {
  readonly id: string;
  readonly text: string;
}

interface NoteArguments {
  readonly input: { readonly text: string };
}

const findNote = ({ em }: Scope, id: string) => firstRow(em, sql<Note>`select id, text from notes where id = ${id}`);

async function takeNote({ em }: Scope, { input: { text } }: NoteArguments): Promise<Note> {
  if (text === 'bug') throw new Error('the secret is 42');
  const id = newId();
  await changeNote(em, id, text);
  if (text === 'taken')
    throw new Refusal('TABLE_TAKEN', 'Somebody wrote that', { path: ['input', 'text'], details: { by: 'Zoë' } });
  return { id, text };
}

async function burnNote({ em }: Scope, { id }: { readonly id: string }): Promise<Note> {
  const [note] = await rows(em, sql<Note>`delete from notes where id = ${id} returning id, text`);
  if (!note) throw new Refusal('NOT_FOUND', 'There is no such note', { path: ['id'] });
  return note;
}

const noteMutation = mutations({ field: 'note', requires: 'bookings:write', find: findNote });

const Query = {
  note: (_: unknown, { id }: { id: string }, { scope }: GraphContext) => findNote(scope, id),
  refused: () => {
    throw new Refusal('NOT_FOUND', 'There is no such list', { path: ['list'], details: { lists: 3 } });
  },
  bug: () => {
    throw new Error('the secret is 42');
  },
  outage: (_: unknown, __: unknown, { scope }: GraphContext) => rows(scope.em, sql`select secret from elsewhere`),
  foreignCode: () => {
    throw new GraphQLError('the secret is 42', { extensions: { code: 'FOREIGN', inside: 'the secret is 42' } });
  },
  internalCode: () => {
    throw new GraphQLError('the secret is 42', { extensions: { code: 'INTERNAL_SERVER_ERROR' } });
  },
  nothing: () => null,
  day: (_: unknown, { day }: { day: Temporal.PlainDate }) => day.dayOfWeek,
};

/** A whole subgraph in one file, with every way to fail. */
const notesSubgraph = defineSubgraph({
  ...notes,
  typeDefs: `
    scalar Date
    scalar JSON
    type Query {
      note(id: ID!): Note
      refused: Int
      bug: Int
      outage: Int
      foreignCode: Int
      internalCode: Int
      nothing: Int!
      day(day: Date!): Int
    }
    type Mutation {
      takeNote(input: NoteInput!): NotePayload
      copyNote(input: NoteInput!): NotePayload
      burnNote(id: ID!): NotePayload
    }
    input NoteInput { text: String! idempotencyKey: String }
    type Note { id: ID! text: String! }
    type NotePayload { note: Note errors: [UserError!]! }
    type UserError { code: String! message: String! path: [String!] details: JSON }
  `,
  resolvers: {
    Query,
    Mutation: { takeNote: noteMutation(takeNote), copyNote: noteMutation(takeNote), burnNote: noteMutation(burnNote) },
  },
  loaders: () => ({}),
  workers: [],
});

/** The subgraph at work, and what it logs. */
export interface ServedNotes extends AsyncDisposable {
  readonly execute: RunningSubgraph['execute'];
  readonly lines: readonly string[];
}

export async function serveNotes(platform: Platform): Promise<ServedNotes> {
  const lines: string[] = [];
  const log = openLog({ name: 'test', level: 'error', destination: { write: (line) => void lines.push(line) } });
  const running = await serve(notesSubgraph, { ...platform, log });
  return { execute: running.execute, lines, [Symbol.asyncDispose]: () => running[Symbol.asyncDispose]() };
}

/** What comes with a request of somebody who may do everything. */
export const anybody = { principal: administrator };
