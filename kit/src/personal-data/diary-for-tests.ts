import {
  type CloudEvent,
  identityErased,
  identityExportRequested,
  type PersonalDataJobData,
} from '@constellation/schema';
import { Migration } from '@mikro-orm/migrations';
import { inject } from 'vitest';
import type { Database } from '../database/database.ts';
import { rows, sql } from '../database/query.ts';
import { newId } from '../identifier.ts';
import { newScope } from '../scope-for-tests.ts';
import type { Scope } from '../scope.ts';
import { serve } from '../serve.ts';
import { defineSubgraph } from '../subgraph.ts';
import { type PlatformKind, type TestPlatform, testPlatform } from '../testing/test-platform.ts';
import { refuseErased } from './erased-people.ts';
import type { PersonalData } from './personal-data.ts';

class CreateEntries extends Migration {
  override up() {
    this.addSql('create table entries (writer uuid not null, text text not null)');
  }
}

/** Writes into somebody's diary, unless they are erased. */
export const write = ({ em }: Scope, writer: string, text: string): Promise<void> =>
  em.transactional(async (tx) => {
    await refuseErased(tx, writer);
    await rows(tx, sql`insert into entries (writer, text) values (${writer}, ${text})`);
  });

const entriesOf = ({ em }: Scope, writer: string) =>
  rows(em, sql<{ text: string }>`select text from entries where writer = ${writer} order by text`);

const plain: PersonalData = {
  collect: async (scope, userId) => ({ entries: (await entriesOf(scope, userId)).map(({ text }) => text) }),
  erase: async ({ em }, userId) => void (await rows(em, sql`delete from entries where writer = ${userId}`)),
};

/** A subgraph that keeps diaries, at work on a platform of one test's own. */
export interface OpenDiary extends AsyncDisposable {
  readonly platform: TestPlatform;
  readonly database: Database;
  scope(): Scope;
  /** What it keeps of somebody. */
  entriesOf(writer: string): Promise<readonly string[]>;
  /** Asks as identity does; a higher version asks once more. */
  ask(what: 'export' | 'erasure', job: PersonalDataJobData, version?: number): Promise<void>;
  /** What it has answered about a job. */
  answers(jobId: string): Promise<readonly object[]>;
  /** What of an export somebody gets. */
  part(jobId: string, userId: string): Promise<object>;
}

export async function openDiary(kind: PlatformKind, given: Partial<PersonalData> = {}): Promise<OpenDiary> {
  await using opened = new AsyncDisposableStack();
  const platform = opened.use(await testPlatform(kind, inject('postgresUrl')));
  const diary = defineSubgraph({
    name: 'diary',
    typeDefs: 'type Query { nothing: String }',
    entities: [],
    migrations: [{ name: 'diary-0001', class: CreateEntries }],
    resolvers: {},
    loaders: () => ({}),
    workers: [],
    personalData: { ...plain, ...given },
  });
  const database = opened.use(await platform.database.open(diary));
  const running = opened.use(await serve(diary, platform));
  const closing = opened.move();
  const scope = () => newScope(database);
  return {
    platform,
    database,
    scope,
    entriesOf: async (writer) => (await entriesOf(scope(), writer)).map(({ text }) => text),
    ask: async (what, job, version = 1) => {
      const contract = what === 'export' ? identityExportRequested : identityErased;
      const aggregate = what === 'export' ? job.jobId : job.userId;
      const event = { ...envelope, id: newId(), type: contract.type, subject: aggregate, version, data: job };
      await platform.bus.publish(contract.stream, [{ subject: contract.subject(aggregate, job), event }]);
    },
    answers: (jobId) =>
      rows(
        database.fork(),
        sql<object>`select version, event -> 'data' ->> 'outcome' as outcome from outbox
          where aggregate = ${jobId} order by version`,
      ),
    part: (jobId, id) => running.part(jobId, { principal: { kind: 'USER', id, scopes: [], venueRoles: {} } }),
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

const envelope: Omit<CloudEvent, 'id' | 'type' | 'subject' | 'version' | 'data'> = {
  specversion: '1.0',
  source: identityErased.source,
  time: '2026-01-01T00:00:00Z',
  datacontenttype: 'application/json',
};
