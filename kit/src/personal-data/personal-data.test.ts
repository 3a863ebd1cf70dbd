import { expect, test } from 'vitest';
import { rows, sql } from '../database/query.ts';
import { idempotent } from '../idempotency/idempotent.ts';
import { newId } from '../identifier.ts';
import { newScope } from '../scope-for-tests.ts';
import { platformKinds } from '../testing/test-platform.ts';
import { housekeeping } from '../workers/housekeeping.ts';
import { openDiary, write } from './diary-for-tests.ts';

const dayMs = 86_400_000;
const newJob = () => ({ jobId: newId(), userId: newId() });
const done = (version: number) => ({ version, outcome: 'DONE' });

test.for(platformKinds)(
  'on the %s platform a part of an export is stored for whom it is about, once, and answered',
  async (kind) => {
    await using diary = await openDiary(kind);
    const job = newJob();
    await write(diary.scope(), job.userId, 'Rained.');
    await write(diary.scope(), newId(), 'Sunny.');

    await diary.ask('export', job);
    await diary.ask('export', job);
    await expect.poll(() => diary.answers(job.jobId)).toEqual([done(1)]);

    expect(await diary.part(job.jobId, job.userId)).toEqual({ state: 'STORED', part: { entries: ['Rained.'] } });
    expect(await diary.part(job.jobId, newId())).toEqual({ state: 'NONE' });
    expect(await diary.part('nothing', job.userId)).toEqual({ state: 'NONE' });
    await diary.ask('export', job, 2);
    await expect.poll(() => diary.answers(job.jobId)).toEqual([done(1), done(2)]);
  },
);

test.for(platformKinds)(
  'on the %s platform an erasure takes what is kept of somebody, exports and keys included, and nothing of others',
  async (kind) => {
    await using diary = await openDiary(kind);
    const [exported, other] = [newJob(), newId()];
    const { userId } = exported;
    const erasure = { jobId: newId(), userId };
    await write(diary.scope(), userId, 'Rained.');
    await write(diary.scope(), other, 'Sunny.');
    const writer = { kind: 'USER', id: userId, scopes: [], venueRoles: {} } as const;
    const request = { operation: 'write', key: 'as Ada wrote it', request: {} };
    await idempotent(newScope(diary.database, writer), request, async () => newId());
    await diary.ask('export', exported);
    await expect.poll(() => diary.answers(exported.jobId)).toEqual([done(1)]);

    await diary.ask('erasure', erasure);
    await expect.poll(() => diary.answers(erasure.jobId)).toEqual([done(1)]);

    expect([await diary.entriesOf(userId), await diary.entriesOf(other)]).toEqual([[], ['Sunny.']]);
    expect(await diary.part(exported.jobId, userId)).toEqual({ state: 'EXPIRED' });
    expect(await rows(diary.database.fork(), sql`select key from idempotency`)).toEqual([]);
    await expect(write(diary.scope(), userId, 'Back again.')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const late = { jobId: newId(), userId };
    await diary.ask('export', late);
    await expect.poll(() => diary.answers(late.jobId)).toEqual([done(1)]);
    expect(await diary.part(late.jobId, userId)).toEqual({ state: 'EXPIRED' });
  },
);

test('who comes back with a database of earlier times is erased once more when it is asked again', async () => {
  await using diary = await openDiary('embedded');
  const job = newJob();
  await diary.ask('erasure', job);
  await expect.poll(() => diary.answers(job.jobId)).toEqual([done(1)]);
  await rows(diary.database.fork(), sql`insert into entries (writer, text) values (${job.userId}, 'Rained.')`);

  await diary.ask('erasure', job, 2);

  await expect.poll(() => diary.answers(job.jobId)).toEqual([done(1), done(2)]);
  expect(await diary.entriesOf(job.userId)).toEqual([]);
});

test('who writes while they are erased is erased as well, or refused', async () => {
  await using diary = await openDiary('embedded');
  const job = newJob();

  const writing = Array.from({ length: 40 }, (_, index) => write(diary.scope(), job.userId, `Day ${index}`));
  await diary.ask('erasure', job);
  const written = await Promise.allSettled(writing);
  await expect.poll(() => diary.answers(job.jobId)).toEqual([done(1)]);

  expect(await diary.entriesOf(job.userId)).toEqual([]);
  expect(written.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))).toEqual(
    written.filter(({ status }) => status === 'rejected').map(() => expect.objectContaining({ code: 'FORBIDDEN' })),
  );
});

test('an erasure waits for whoever is about to keep something', async () => {
  await using diary = await openDiary('embedded');
  const job = newJob();
  const begun = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const writing = diary.scope().em.transactional(async (tx) => {
    await write({ ...diary.scope(), em: tx }, job.userId, 'Just in time.');
    begun.resolve();
    await gate.promise;
  });
  await begun.promise;

  await diary.ask('erasure', job);
  const waiting = sql`select from pg_locks where locktype = 'advisory' and not granted
    and database = (select oid from pg_database where datname = current_database())`;
  await expect.poll(() => rows(diary.database.fork(), waiting)).toHaveLength(1);
  gate.resolve();
  await writing;

  await expect.poll(() => diary.answers(job.jobId)).toEqual([done(1)]);
  expect(await diary.entriesOf(job.userId)).toEqual([]);
});

test('a part that fails again and again is told, and told once more when it succeeds after all', async () => {
  let failing = true;
  const collect = async () => {
    if (failing) throw new Error('on purpose');
    return { entries: [] };
  };
  await using diary = await openDiary('embedded', { collect });
  const job = newJob();

  await diary.ask('export', job);
  for (let failures = 1; failures <= 5; failures += 1) {
    const counted = sql`select failures from personal_data where job_id = ${job.jobId}`;
    await expect.poll(() => rows(diary.database.fork(), counted)).toEqual([{ failures }]);
    expect(await diary.part(job.jobId, job.userId)).toEqual({ state: 'NONE' });
    await diary.platform.clock.advance(10_000);
  }
  expect(await diary.answers(job.jobId)).toEqual([{ version: 1, outcome: 'FAILED' }]);

  failing = false;
  await diary.platform.clock.advance(20_000);
  await expect.poll(() => diary.answers(job.jobId)).toEqual([{ version: 1, outcome: 'FAILED' }, done(2)]);
  expect(await diary.part(job.jobId, job.userId)).toEqual({ state: 'STORED', part: { entries: [] } });
});

test('a part is kept for seven days', async () => {
  await using diary = await openDiary('embedded');
  const job = newJob();
  await write(diary.scope(), job.userId, 'Rained.');
  await diary.ask('export', job);
  await expect.poll(() => diary.answers(job.jobId)).toEqual([done(1)]);

  await diary.platform.clock.advance(7 * dayMs - 60_000);
  expect(await diary.part(job.jobId, job.userId)).toMatchObject({ state: 'STORED' });
  await diary.platform.clock.advance(60_000);
  expect(await diary.part(job.jobId, job.userId)).toEqual({ state: 'EXPIRED' });
  await housekeeping(diary.platform.bus).run(diary.scope());

  expect(await rows(diary.database.fork(), sql`select part from personal_data`)).toEqual([{ part: null }]);
});
