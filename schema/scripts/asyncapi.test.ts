import { Parser } from '@asyncapi/parser';
import { expect, test } from 'vitest';
import { publishedEvents } from '../src/events/events.ts';
import { asyncApi } from './asyncapi.ts';

const errorSeverity = 0;

test('the document is valid AsyncAPI and knows every event, and what devices send', async () => {
  const { document, diagnostics } = await new Parser().parse(asyncApi());

  expect(diagnostics.filter(({ severity }) => severity === errorSeverity)).toEqual([]);
  expect(document?.version()).toBe('3.0.0');
  expect(document?.allMessages().map((message) => message.name())).toEqual([
    ...publishedEvents.map(({ type }) => type),
    'telemetry.ingest',
  ]);
});

test('the parser does refuse a document that refers to nothing', async () => {
  const broken = asyncApi().replaceAll('#/components/messages/booking.held', '#/components/messages/nothing');

  const { diagnostics } = await new Parser().parse(broken);

  expect(diagnostics.some(({ severity }) => severity === errorSeverity)).toBe(true);
});
