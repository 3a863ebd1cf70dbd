import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { deadLetters, makeGatewayKeys, type Platform } from '@constellation/kit';
import type { PlatformKind } from '@constellation/kit/testing';
import { venueSnapshot } from '@constellation/schema';
import { expect, test } from 'vitest';
import { noteServers } from '../src/distributed/servers-file.ts';
import { type Child, startChild } from './fixtures/child.ts';
import { openDataDirectory } from './fixtures/data-directory.ts';
import { platformsHere } from './fixtures/graph.ts';
import { openHome } from './fixtures/home.ts';
import { openPlatform, type Place } from './fixtures/place.ts';

/** Each asking is a process of its own, which takes seconds to load. */
const patience = { timeout: 240_000 };

const run = (at: Place, ...args: readonly string[]): Child =>
  startChild(new URL('../src/dead-letters/main.ts', import.meta.url), { args, environment: environmentOf(at) });

const environmentOf = (at: Place): Readonly<Record<string, string>> =>
  at.kind === 'embedded'
    ? { DATA_DIR: at.dataDirectory }
    : {
        DATABASE_URL: at.databaseUrl,
        // In a subgraph's container this is set, too.
        CONSTELLATION_GATEWAY_PUBLIC_KEYS: makeGatewayKeys().publicKeys,
        NATS_URL: at.natsUrl,
        REDIS_URL: at.redisUrl,
        CONSTELLATION_DATABASE_PREFIX: at.databasePrefix,
      };

async function said(child: Child) {
  await using running = child;
  const { code } = await running.end;
  return { code, output: running.output() };
}

const { stream } = venueSnapshot;
const subject = 'venue.snapshot.none';

/** Has a consumer give up on an event that no venue is in. */
async function giveUp({ bus }: Platform, durable: string): Promise<void> {
  const handle = async () => {
    throw Object.assign(new Error('never'), { code: 'A_BUG' });
  };
  await using _consumer = bus.consume(stream, { durable, retryDelaysMs: [], handle });
  await expect.poll(async () => (await deadLetters(bus, durable)).length).toBe(1);
}

const event = {
  specversion: '1.0',
  id: '0197d5a0-0000-7000-8000-000000000000',
  source: '/test',
  type: 'test',
  subject: '0197d5a0-0000-7000-8000-000000000001',
  time: '2026-01-01T00:00:00Z',
  datacontenttype: 'application/json',
  version: 1,
  data: {},
} as const;

test.for(platformsHere)(
  'an operator lists what was given up and gives it back (%s)',
  patience,
  async (kind: PlatformKind) => {
    await using home = await openHome(kind);
    const { place } = home;
    {
      await using platform = await openPlatform(place);
      await platform.bus.publish(stream, [{ subject, event }]);
      await giveUp(platform, 'one');
      await giveUp(platform, 'two');
    }

    const listed = await said(run(place));
    const retried = await said(run(place, 'retry', '--consumer', 'one'));
    const others = await said(run(place, 'retry'));
    const none = await said(run(place));

    expect(listed).toEqual({
      code: 0,
      output: expect.stringMatching(
        /^when +stream +consumer +event +subject +attempts +code\n\S+Z +VENUE_STATE +one +1 +venue\.snapshot\.none +1 +A_BUG\n\S+Z +VENUE_STATE +two +1 .*A_BUG\n$/,
      ),
    });
    expect(retried).toEqual({ code: 0, output: 'Back to their consumers: 1.\n' });
    expect(others).toEqual({ code: 0, output: 'Back to their consumers: 1.\n' });
    expect(none).toEqual({ code: 0, output: 'There are no dead letters.\n' });
    await using platform = await openPlatform(place);
    const handled: string[] = [];
    await using _consumer = platform.bus.consume(stream, {
      durable: 'one',
      handle: async ({ event: { id } }) => void handled.push(id),
    });
    await expect.poll(() => handled).toEqual([event.id]);
  },
);

test('distributed platform: processes that run are found by their folder', patience, async () => {
  await using home = await openHome('distributed');
  await using folder = await openDataDirectory();
  if (home.place.kind !== 'distributed') throw new Error('This machine lacks servers');
  {
    await using platform = await openPlatform(home.place);
    await platform.bus.publish(stream, [{ subject, event }]);
    await giveUp(platform, 'one');
  }
  const inFolder = { kind: 'embedded', dataDirectory: folder.path } as const;

  const nothing = await said(run(inFolder));
  await using noted = await noteServers(folder.path, home.place);
  const listed = await said(run(inFolder));
  await noted[Symbol.asyncDispose]();
  await mkdir(join(folder.path, 'nats'));
  const stopped = await said(run(inFolder));

  expect(nothing).toEqual({
    code: 1,
    output: expect.stringMatching(/^Nothing is kept in \S+; set DATA_DIR, or .*\n$/),
  });
  expect(listed).toEqual({ code: 0, output: expect.stringContaining('A_BUG') });
  expect(stopped).toEqual({ code: 1, output: expect.stringMatching(/^\S+ is kept by many processes, .*\n$/) });
});

test('an operator who asks while the process runs, or for something else, is told what to do', patience, async () => {
  await using home = await openHome('embedded');
  await using _platform = await openPlatform(home.place);

  const busy = await said(run(home.place));
  const misled = await said(run(home.place, 'drop'));

  expect(busy).toEqual({ code: 1, output: expect.stringMatching(/^\S+ is in use by process \d+; stop it .*\n$/) });
  expect(misled).toEqual({ code: 1, output: expect.stringMatching(/^usage: npm run dead-letters .*\n$/) });
});
