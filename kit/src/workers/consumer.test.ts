import type { CloudEvent } from '@constellation/schema';
import { expect, inject, test } from 'vitest';
import { newId } from '../identifier.ts';
import { noteChanged, openNotes } from '../outbox/notes-for-tests.ts';
import type { Scope } from '../scope.ts';
import { platformKinds, testPlatform } from '../testing/test-platform.ts';
import { startProcess } from './process-for-tests.ts';
import { consumer } from './worker.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

/** An event as the stream carries it, of any type and with any data. */
function message(data: unknown, type: string = noteChanged.type) {
  const note = newId();
  const event: CloudEvent = {
    specversion: '1.0',
    id: newId(),
    source: noteChanged.source,
    type,
    subject: note,
    time: '2026-01-01T00:00:00Z',
    datacontenttype: 'application/json',
    version: 1,
    traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
    data,
  };
  return { subject: `note.${note}`, event };
}

test.for(platformKinds)(
  'on the %s platform a consumer gets the data that its contract promises, and the event',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const texts: string[] = [];
    const events: CloudEvent<{ text: string }>[] = [];
    const read = consumer(noteChanged, 'reader', async (_, { text }, event) => {
      texts.push(text);
      events.push(event);
    });
    const sent = message({ text: 'milk', colour: 'added by a newer producer' });

    await using _process = startProcess('one', platform, database, [read]);
    await platform.bus.publish('NOTES', [sent]);

    await expect.poll(() => texts).toEqual(['milk']);
    expect(events).toEqual([{ ...sent.event, data: { text: 'milk' } }]);
  },
);

test.for(platformKinds)(
  'on the %s platform a consumer acts as its subgraph, in the trace of whoever caused the event',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const scopes: Scope[] = [];
    const read = consumer(noteChanged, 'reader', async (scope) => void scopes.push(scope));

    await using _process = startProcess('one', platform, database, [read]);
    await platform.bus.publish('NOTES', [message({ text: 'milk' }), message({ text: 'bread' })]);

    await expect.poll(() => scopes.length).toBe(2);
    expect(scopes.map(({ trace }) => trace.traceId)).toEqual([traceId, traceId]);
    expect(scopes.map(({ em }) => em.getLoggerContext())).toMatchObject(
      scopes.map(({ trace }) => ({ traceparent: trace.traceparent })),
    );
    expect(scopes.map(({ log }) => log.bindings())).toMatchObject([{ traceId }, { traceId }]);
    expect(scopes[0]?.principal).toMatchObject({ kind: 'SERVICE', id: 'notes' });
    expect(scopes[0]?.em).not.toBe(scopes[1]?.em);
  },
);

test.for(platformKinds)(
  'on the %s platform events of other types pass a consumer by, and one that breaks the contract holds up no other',
  async (kind) => {
    await using platform = await testPlatform(kind, inject('postgresUrl'));
    await using database = await openNotes(platform);
    const texts: string[] = [];
    const read = consumer(noteChanged, 'reader', async (_, { text }) => void texts.push(text));

    await using _process = startProcess('one', platform, database, [read]);
    await platform.bus.publish('NOTES', [
      message({ text: 'of another type' }, 'note.burnt'),
      message({ txt: 'broken' }),
      message({ text: 'milk' }),
    ]);

    await expect.poll(() => texts).toEqual(['milk']);
  },
);
