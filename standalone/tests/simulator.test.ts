import { systemClock } from '@constellation/kit';
import { expect, inject, test, vi } from 'vitest';
import { z } from 'zod';
import { openClient } from './fixtures/client.ts';
import { openDataDirectory } from './fixtures/data-directory.ts';
import { openSocket } from './fixtures/socket.ts';
import { demoAdministrator, startStandalone } from './fixtures/standalone.ts';

const heard = z.object({
  data: z.object({
    result: z.object({ device: z.object({ room: z.object({ climate: z.object({ at: z.string() }) }).nullable() }) }),
  }),
});
const watching = `subscription {
  result: readingReceived(metrics: ["temperature"]) { device { room { climate { at } } } }
}`;

const asking = `query ($from: DateTime!, $to: DateTime!) {
  result: devices(first: 100, filter: { metric: "temperature", status: ONLINE }) {
    edges { node { series(metric: "temperature", from: $from, to: $to, every: "PT1H") { buckets { count } } } }
  }
}`;
const shown = z.object({
  edges: z.array(
    z.object({ node: z.object({ series: z.object({ buckets: z.array(z.object({ count: z.int() })) }) }) }),
  ),
});

test(
  'after a start devices measure in every venue, so that the climate of rooms changes live, and have done so for a day',
  { timeout: 120_000 },
  async () => {
    await using data = await openDataDirectory(inject('preparedDirectory'));
    await using child = startStandalone(data.path, { CONSTELLATION_SIMULATOR: 'on' });
    const url = await child.url;
    const socket = openSocket(url, demoAdministrator);
    const times = new Set<string>();

    for await (const event of socket.iterate({ query: watching })) {
      const room = heard.parse(event).data.result.device.room;
      if (room) times.add(room.climate.at);
      if (times.size > 1) break;
    }
    await socket.dispose();

    const client = openClient(url, { authorization: demoAdministrator });
    const to = systemClock.now();
    const day = { from: to.subtract({ hours: 24 }).toString(), to: to.toString() };
    const hours = async () => {
      const { data: answer } = await client.ask(asking, day);
      return shown.parse(answer?.['result']).edges.map(({ node }) => node.series.buckets.length);
    };
    await vi.waitUntil(async () => (await hours()).filter((each) => each >= 24).length >= 8, 60_000);
    expect((await hours()).every((each) => each >= 24)).toBe(true);
  },
);
