import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenSources, openTestSources } from '../testing/open-sources.ts';

let open: OpenSources;
beforeAll(async () => void (open = await openTestSources()));
afterAll(() => open[Symbol.asyncDispose]());

const hour = 3_600_000;
const today = () => open.platform.clock.now().toZonedDateTimeISO('UTC').toPlainDate();
const ask = (given: string, fields = 'date') => open.ask(`{ pictureOfTheDay${given} { ${fields} } }`);
const provenance = 'provenance { source method fetchedAt observedAt freshness staleSince license }';

// The first, as none has been asked for yet.
test('as long as nobody has been asked there is no picture', async () => {
  expect(await ask('')).toEqual({ data: { pictureOfTheDay: null } });
  expect(await ask('(date: "2020-01-01")')).toEqual({ data: { pictureOfTheDay: null } });
});

test('without a day it is the newest, with one that of the day, and nothing where there is none', async () => {
  await open.refresh('apod');
  const newest = await ask('');
  const [, date = ''] = /"date":"([\d-]+)"/.exec(JSON.stringify(newest)) ?? [];

  expect(await ask(`(date: "${date}")`)).toEqual(newest);
  expect(await ask(`(date: "${Temporal.PlainDate.from(date).subtract({ days: 30 }).toString()}")`)).toEqual({
    data: { pictureOfTheDay: null },
  });
  expect(today().since(Temporal.PlainDate.from(date)).days).toBeLessThanOrEqual(1);
});

test('every picture says what it is, and whose', async () => {
  await open.refresh('apod');
  const days = Array.from({ length: 3 }, (_, back) => today().subtract({ days: back + 2 }));
  const fields = `date title explanation mediaType url hdUrl copyright ${provenance}`;

  const { data } = await open.ask(
    `{ ${days.map((day, index) => `p${index}: pictureOfTheDay(date: "${day.toString()}") { ${fields} }`).join()} }`,
  );

  const common = { title: expect.stringMatching(/^Picture of /), explanation: 'What is to be seen here?' };
  const address = expect.stringMatching(/^https:/);
  expect(Object.values(data ?? {})).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        ...common,
        ...{ mediaType: 'image', url: address, hdUrl: address, copyright: 'Ada Lovelace & others' },
        provenance: expect.objectContaining({ source: 'apod', method: 'REMOTE', license: null }),
      }),
      expect.objectContaining({
        ...common,
        ...{ mediaType: 'image', copyright: null },
        provenance: expect.objectContaining({ license: 'public domain', observedAt: null }),
      }),
      expect.objectContaining({ ...common, mediaType: 'video', url: address, hdUrl: null }),
    ]),
  );
});

test('it is fresh until the source may well have been asked again, then stale, and expired after a week', async () => {
  await open.platform.clock.advance(24 * hour);
  await open.refresh('apod');
  const freshness: unknown[] = [];
  for (const hours of [13.9, 0.2, 7 * 24 - 14.2, 0.2]) {
    await open.platform.clock.advance(hours * hour);
    freshness.push(await ask('', 'provenance { freshness }'));
  }

  expect(freshness.map((answer) => /FRESH|STALE|EXPIRED/.exec(JSON.stringify(answer))?.[0])).toEqual([
    'FRESH',
    'STALE',
    'STALE',
    'EXPIRED',
  ]);
});

test('a day of which there can be none is refused', async () => {
  const tomorrow = today().add({ days: 1 });
  const code = async (date: string) =>
    (await ask(`(date: "${date}")`)).errors?.map(({ extensions }) => extensions?.code);

  expect(await code('1995-06-15')).toEqual(['BAD_USER_INPUT']);
  expect(await code(tomorrow.add({ days: 1 }).toString())).toEqual(['BAD_USER_INPUT']);
  expect(await code('1995-06-16')).toBeUndefined();
  expect(await code(tomorrow.toString())).toBeUndefined();
});
