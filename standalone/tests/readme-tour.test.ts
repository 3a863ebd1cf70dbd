import { isDeepStrictEqual } from 'node:util';
import { type Client as Socket, createClient } from 'graphql-ws';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { seed } from '../src/demo/seed.ts';
import type { Answer, Client } from './fixtures/client.ts';
import { openGraph, platformsHere } from './fixtures/graph.ts';
import { blotted, fillIn, printedTour } from './fixtures/printed-tour.ts';

const minuteMs = 60_000;
const patienceMs = 5_000;

test.for(platformsHere)('the tour of the README answers what it prints (%s)', async (kind) => {
  await using graph = await openGraph(kind, seed);
  const socket = createClient({ url: `${graph.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  const now = graph.platform.clock.now().toZonedDateTimeISO('Europe/Paris');
  const answers = new Map<string, unknown>([
    ['today', now.toPlainDate()],
    ['in two days', now.toPlainDate().add({ days: 2 })],
    ['in a minute', now.add({ minutes: 1 }).toInstant()],
  ]);
  const printedAnswers: unknown[] = [];
  const realAnswers: unknown[] = [];
  let events: AsyncIterator<unknown> | undefined;

  for (const { operation, printed } of await printedTour()) {
    if (operation.includes('markNoShow')) await graph.platform.clock.advance(2 * minuteMs);
    const query = fillIn(operation, answers);
    printedAnswers.push(...printed);
    if (operation.startsWith('subscription')) {
      events = socket.iterate({ query });
      await dealtWith(socket);
      continue;
    }
    const { data } = await askFor(graph, query, printed[0]);
    for (const [name, value] of Object.entries(data ?? {})) answers.set(name, value);
    realAnswers.push({ data });
    for (const event of printed.slice(1)) realAnswers.push(await nextLike(event, events));
  }
  await socket.dispose();

  expect(printedAnswers).toHaveLength(15);
  expect(blotted(realAnswers, printedAnswers)).toEqual(printedAnswers);
});

/** One part of the graph hears of another's change a moment later, so a query may have to be asked again. */
async function askFor(graph: Client, query: string, printed: unknown): Promise<Answer> {
  const deadline = AbortSignal.timeout(patienceMs);
  for (;;) {
    const answer = await graph.ask(query);
    const { data } = answer;
    if (!query.startsWith('query') || deadline.aborted || isDeepStrictEqual(blotted({ data }, printed), printed))
      return answer;
  }
}

/** The next event that is as printed; the README leaves some out. */
async function nextLike(printed: unknown, events: AsyncIterator<unknown> | undefined): Promise<unknown> {
  for (;;) {
    const next = await events?.next();
    if (!next || next.done || isDeepStrictEqual(blotted(next.value, printed), printed)) return next?.value;
  }
}

/** A socket's messages are dealt with in turn: the refusal of this one says that those before it are done with. */
const dealtWith = (socket: Socket) =>
  socket
    .iterate({ query: 'subscription { nothing }' })
    .next()
    .catch(() => undefined);
