import { expect, inject, test } from 'vitest';
import { changeNote, noteChanged, noteIds, openNotes } from '../outbox/notes-for-tests.ts';
import { openRelay, waiting } from '../outbox/relay-for-tests.ts';
import { platformKinds, testPlatform } from '../testing/test-platform.ts';
import { startProcess } from './process-for-tests.ts';
import { consumer } from './worker.ts';

test.for(platformKinds)(
  'on the %s platform a consumer’s attempts are counted, and how far it is behind is told until it stops',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const gate = Promise.withResolvers<void>();
    let attempts = 0;
    const act = consumer(noteChanged, 'measured', async () => {
      attempts += 1;
      if (attempts === 2) throw new Error('once');
      if (attempts === 4) await gate.promise;
    });
    for (const id of noteIds(5)) await changeNote(database.fork(), id);
    await using _relay = openRelay(database, platform.bus);
    await expect.poll(() => waiting(database)).toBe(0);
    const told = () => platform.metrics.text();
    const labels = 'stream="NOTES",durable="measured"';

    const working = startProcess('one', platform, database, [act]);
    await expect.poll(() => attempts).toBe(4);
    const before = await told();
    gate.resolve();
    await expect.poll(told).toContain(`constellation_consumer_events_total{${labels},outcome="done"} 5`);
    await expect.poll(told).toContain(`constellation_consumer_lag_events{${labels}} 0`);
    await working[Symbol.asyncDispose]();

    expect(before).toMatch(new RegExp(`constellation_consumer_lag_events{${labels}} [23]`));
    const after = await told();
    expect(after).toContain(`constellation_consumer_events_total{${labels},outcome="failed"} 1`);
    expect(after).toContain(`constellation_consumer_delay_seconds_count{${labels}} 5`);
    expect(after).not.toContain(`constellation_consumer_lag_events{${labels}}`);
  },
);
