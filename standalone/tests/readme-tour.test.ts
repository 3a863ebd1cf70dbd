import { type Client, createClient } from 'graphql-ws';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { seed } from '../src/demo/seed.ts';
import { openGraph, platformsHere } from './fixtures/graph.ts';
import { blotted, fillIn, printedTour } from './fixtures/printed-tour.ts';

test.for(platformsHere)('the tour of the README answers what it prints (%s)', async (kind) => {
  await using graph = await openGraph(kind, seed);
  const socket = createClient({ url: `${graph.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  const inTwoDays = graph.platform.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate().add({ days: 2 });
  const answers = new Map<string, unknown>([['in two days', inTwoDays]]);
  const printedAnswers: unknown[] = [];
  const realAnswers: unknown[] = [];
  let events: AsyncIterator<unknown> | undefined;

  for (const { operation, printed } of await printedTour()) {
    const query = fillIn(operation, answers);
    printedAnswers.push(...printed);
    if (operation.startsWith('subscription')) {
      events = socket.iterate({ query });
      await dealtWith(socket);
      continue;
    }
    const { data } = await graph.ask(query);
    for (const [name, value] of Object.entries(data ?? {})) answers.set(name, value);
    realAnswers.push({ data });
    if (printed.length > 1) realAnswers.push((await events?.next())?.value);
  }
  await socket.dispose();

  expect(printedAnswers).toHaveLength(5);
  expect(blotted(realAnswers, printedAnswers)).toEqual(printedAnswers);
});

/** A socket's messages are dealt with in turn: the refusal of this one says that those before it are done with. */
const dealtWith = (socket: Client) =>
  socket
    .iterate({ query: 'subscription { nothing }' })
    .next()
    .catch(() => undefined);
