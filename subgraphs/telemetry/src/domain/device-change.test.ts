import { accept } from '@constellation/kit/input';
import { expect, test } from 'vitest';
import { deviceChange, keepMeaning, placeAfter } from './device-change.ts';

const at = (venueId: string | null, roomId: string | null) => ({ venueId, roomId });

test.each([
  ['no change', {}, at('venue', 'room')],
  ['its own venue', { venueId: 'venue' }, at('venue', 'room')],
  ['another venue', { venueId: 'other' }, at('other', null)],
  ['another venue and a room of it', { venueId: 'other', roomId: 'hall' }, at('other', 'hall')],
  ['another room', { roomId: 'hall' }, at('venue', 'hall')],
  ['no room', { roomId: null }, at('venue', null)],
  ['no venue', { venueId: null }, at(null, null)],
])('%s leads from a room to its place', (_case, change, place) => {
  expect(placeAfter(at('venue', 'room'), change)).toEqual(place);
});

const metric = (name: string, unit: string | null = 'Cel', kind: 'GAUGE' | 'COUNTER' = 'GAUGE') => ({
  metric: name,
  unit,
  kind,
});

test('a metric that was known keeps kind and unit, and new ones have any', () => {
  const known = [metric('temperature'), metric('pressure', null)];

  expect(() =>
    keepMeaning(known, [metric('temperature'), metric('humidity', '%'), metric('pressure', null)]),
  ).not.toThrow();
});

test.each([
  ['kind', metric('temperature', 'Cel', 'COUNTER')],
  ['unit', metric('temperature', 'K')],
  ['unit', metric('temperature', null)],
])('a metric of another %s is refused', (field, wanted) => {
  expect(() => keepMeaning([metric('temperature')], [metric('humidity'), wanted])).toThrow(
    expect.objectContaining({ code: 'INVALID_INPUT', inputPath: ['input', 'capabilities', '1', field] }),
  );
});

test.each(['name', 'capabilities'])('%s cannot be cleared', (field) => {
  expect(() => accept(deviceChange, { id: 'a', [field]: null })).toThrow(
    expect.objectContaining({ code: 'INVALID_INPUT', inputPath: ['input', field] }),
  );
});
