import { expect, inject, test } from 'vitest';
import type { Bus } from '../bus/bus.ts';
import { cutConnections } from '../database/connections-for-tests.ts';
import { newId } from '../identifier.ts';
import { noteChanged, openNotes } from '../outbox/notes-for-tests.ts';
import { scopeSource } from '../scope-for-tests.ts';
import { platformKinds, testPlatform } from '../testing/test-platform.ts';
import { startBroadcast } from './broadcast.ts';
import { startProcess } from './process-for-tests.ts';
import { openSession } from './session.ts';
import { broadcast } from './worker.ts';

const everyMs = 20;
const aggregate = newId();

/** What somebody tells at every moment: who they are. */
const telling = (text: string, before: (at: Temporal.Instant) => Promise<void> = async () => {}) =>
  broadcast(noteChanged, {
    name: 'who-is-there',
    everyMs,
    aggregate,
    tell: async (_scope, at) => {
      await before(at);
      return { text };
    },
  });

/** What the stream holds, in its order. */
async function told(bus: Bus) {
  const until = await bus.newest('NOTES');
  const stored = await Array.fromAsync(
    bus.read('NOTES', { from: 'start', until, signal: AbortSignal.timeout(10_000) }),
  );
  return stored.map(({ event: { version, time, data } }) => ({ version, time, data }));
}

const count = async (bus: Bus) => (await told(bus)).length;

const isRising = (numbers: readonly number[]) =>
  numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));

test.for(platformKinds)('on the %s platform of two processes one tells, of each moment once', async (kind) => {
  await using platform = await testPlatform(kind, inject('postgresUrl'));
  await using database = await openNotes(platform);
  const { bus } = platform;

  await using _one = startProcess('one', platform, database, [telling('one')]);
  await using _other = startProcess('other', platform, database, [telling('other')]);
  await expect.poll(() => count(bus)).toBeGreaterThan(10);

  const events = await told(bus);
  expect(new Set(events.map(({ data }) => JSON.stringify(data))).size).toBe(1);
  expect(isRising(events.map(({ version }) => version))).toBe(true);
  for (const { version, time } of events) expect(Temporal.Instant.from(time).epochMilliseconds).toBe(version * everyMs);
});

test.for(platformKinds)(
  'on the %s platform another goes on for who has lost the lock, and what that one tells too late is refused',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const { bus } = platform;
    const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slowly = async () => {
      begun.resolve();
      await gate.promise;
    };
    await using _slow = startProcess('slow', platform, database, [telling('slow', slowly)]);
    using _opened = { [Symbol.dispose]: gate.resolve };
    await begun.promise;
    await using _quick = startProcess('quick', platform, database, [telling('quick')]);

    expect(await cutConnections(database.connection, 'slow')).toBe(1);
    await expect.poll(() => count(bus)).toBeGreaterThan(5);
    gate.resolve();
    const before = await count(bus);
    await expect.poll(() => count(bus)).toBeGreaterThan(before + 5);

    const events = await told(bus);
    expect(events.filter(({ data }) => JSON.stringify(data) !== '{"text":"quick"}')).toEqual([]);
    expect(isRising(events.map(({ version }) => version))).toBe(true);
  },
);

test.for(platformKinds)(
  'on the %s platform who does not see what another one tells is refused by the log',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const { bus } = platform;
    let attempts = 0;
    const last: Bus['last'] = async () => void (attempts += 1);
    {
      await using _one = startProcess('one', platform, database, [telling('one')]);
      await expect.poll(() => count(bus)).toBeGreaterThan(0);
    }
    const before = await told(bus);

    await using blind = startProcess('blind', { ...platform, bus: { ...bus, last } }, database, [telling('blind')]);
    await expect.poll(() => attempts).toBeGreaterThan(5);

    expect(await told(bus)).toEqual(before);
    expect(blind.lines).toEqual([]);
  },
);

test('moments are whole ones, however fast the clock goes on while it is looked at', async () => {
  await using platform = await testPlatform('embedded', inject('postgresUrl'));
  await using database = await openNotes(platform);
  const source = scopeSource(database);
  let readings = 0;
  const clock = {
    ...source.clock,
    now: () =>
      Temporal.Now.instant()
        .round('second')
        .add({ milliseconds: 19 + (readings += 1) }),
  };
  await using session = openSession(database.connection, 'one', source.log);
  const moments: number[] = [];
  const worker = telling('one', async (at) => void moments.push(at.epochMilliseconds));

  await using _loop = startBroadcast(worker, { source: { ...source, clock }, session, bus: platform.bus });
  await expect.poll(() => moments.length).toBeGreaterThan(20);

  expect(moments.filter((moment) => moment % everyMs !== 0)).toEqual([]);
});

test('of a moment of which there is nothing to tell nothing is told, and what fails is tried at the next', async () => {
  await using platform = await testPlatform('embedded', inject('postgresUrl'));
  await using database = await openNotes(platform);
  let moments = 0;
  const seldom = broadcast(noteChanged, {
    name: 'seldom',
    everyMs,
    aggregate,
    tell: async () => {
      moments += 1;
      if (moments === 1) throw new Error('on purpose');
      return moments % 5 === 0 ? { text: String(moments) } : undefined;
    },
  });

  await using process = startProcess('one', platform, database, [seldom]);
  await expect.poll(() => moments).toBeGreaterThan(20);

  const events = await told(platform.bus);
  expect(events.slice(0, 4).map(({ data }) => data)).toEqual(['5', '10', '15', '20'].map((text) => ({ text })));
  expect(process.lines.map((line) => JSON.parse(line))).toMatchObject([{ worker: 'seldom', failures: 1 }]);
});
