import { expect, test } from 'vitest';
import { traceFrom } from './trace.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parentId = '00f067aa0ba902b7';

test('a hop keeps the trace of its caller, with a span of its own', () => {
  const trace = traceFrom(`00-${traceId}-${parentId}-00`);

  expect(trace.traceId).toBe(traceId);
  expect(trace.spanId).toMatch(/^[0-9a-f]{16}$/);
  expect(trace.spanId).not.toBe(parentId);
  expect(trace.traceparent).toBe(`00-${traceId}-${trace.spanId}-00`);
});

test('what a hop passes on is accepted by the next', () => {
  const first = traceFrom();

  const second = traceFrom(first.traceparent);

  expect(second.traceId).toBe(first.traceId);
});

test('a version to come is read by what it shares with the first', () => {
  const trace = traceFrom(`01-${traceId}-${parentId}-01-more`);

  expect(trace.traceId).toBe(traceId);
});

test.each([
  ['nothing', undefined],
  ['an empty header', ''],
  ['capitals', `00-${traceId.toUpperCase()}-${parentId}-01`],
  ['a trace of zeros', `00-${'0'.repeat(32)}-${parentId}-01`],
  ['a span of zeros', `00-${traceId}-${'0'.repeat(16)}-01`],
  ['the version that is none', `ff-${traceId}-${parentId}-01`],
  ['more than version 00 has', `00-${traceId}-${parentId}-01-more`],
  ['two headers', `00-${traceId}-${parentId}-01, 00-${traceId}-${parentId}-01`],
])('%s begins a new trace', (_what, header) => {
  const trace = traceFrom(header);

  expect(trace.traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(trace.traceId).not.toBe(traceId);
  expect(trace.traceparent).toBe(`00-${trace.traceId}-${trace.spanId}-01`);
});
