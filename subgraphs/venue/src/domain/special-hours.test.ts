import { accept } from '@constellation/kit/input';
import { expect, test } from 'vitest';
import { type SpecialHoursChange, specialHoursChange } from './special-hours.ts';

const christmas = Temporal.PlainDate.from('2026-12-25');
const boxingDay = christmas.add({ days: 1 });
const times = { opens: '11:00', closes: '15:00' } as const;

const change = (given: Omit<SpecialHoursChange, 'venueId'>) => accept(specialHoursChange, { venueId: 'any', ...given });

test('days come back as they are kept: by their date as text, without times where they are closed', () => {
  const days = [
    { date: christmas, ...times, note: '  Christmas ' },
    { date: boxingDay, closed: true },
  ];

  expect(change({ days })).toEqual({
    venueId: 'any',
    days: [
      { date: '2026-12-25', ...times, note: 'Christmas' },
      { date: '2026-12-26', opens: null, closes: null, note: null },
    ],
    remove: [],
  });
});

test('a day may have several stretches, and be removed more than once', () => {
  const days = [
    { date: christmas, ...times },
    { date: christmas, opens: '18:00', closes: '02:00' },
  ];

  expect(change({ days, remove: [boxingDay, boxingDay] })).toMatchObject({
    days: [{ opens: '11:00' }, { opens: '18:00' }],
    remove: ['2026-12-26', '2026-12-26'],
  });
});

test('nothing at all is a change, too', () => {
  expect(change({ remove: null })).toMatchObject({ days: [], remove: [] });
});

test.each<readonly [what: string, given: Omit<SpecialHoursChange, 'venueId'>, path: readonly string[]]>([
  ['a day that neither opens nor is closed', { days: [{ date: christmas }] }, ['days', '0', 'opens']],
  ['an opening without a closing', { days: [{ date: christmas, opens: '11:00' }] }, ['days', '0', 'closes']],
  ['a closing without an opening', { days: [{ date: christmas, closes: '15:00' }] }, ['days', '0', 'opens']],
  ['a null for a closing', { days: [{ date: christmas, ...times, closes: null }] }, ['days', '0', 'closes']],
  ['a closed day that opens', { days: [{ date: christmas, closed: true, opens: '11:00' }] }, ['days', '0', 'opens']],
  ['a closed day that closes', { days: [{ date: christmas, closed: true, closes: '15:00' }] }, ['days', '0', 'closes']],
  ['25 o’clock', { days: [{ date: christmas, ...times, closes: '25:00' }] }, ['days', '0', 'closes']],
  ['a blank note', { days: [{ date: christmas, ...times, note: ' ' }] }, ['days', '0', 'note']],
  ['a note of 201 characters', { days: [{ date: christmas, ...times, note: 'x'.repeat(201) }] }, ['days', '0', 'note']],
  [
    'a closed day with a stretch before',
    {
      days: [
        { date: christmas, ...times },
        { date: christmas, closed: true },
      ],
    },
    ['days', '1', 'date'],
  ],
  [
    'a closed day with a stretch after',
    {
      days: [
        { date: boxingDay, ...times },
        { date: christmas, closed: true },
        { date: christmas, ...times },
      ],
    },
    ['days', '2', 'date'],
  ],
  [
    'a day that is closed twice',
    {
      days: [
        { date: christmas, closed: true },
        { date: christmas, closed: true },
      ],
    },
    ['days', '1', 'date'],
  ],
  [
    'a day that is set and removed',
    { days: [{ date: christmas, ...times }], remove: [boxingDay, christmas] },
    ['remove', '1'],
  ],
  [
    'more than 1 000 days to set',
    { days: Array.from({ length: 1_001 }, (_, days) => ({ date: christmas.add({ days }), closed: true })) },
    ['days'],
  ],
  ['more than 1 000 days to remove', { remove: Array.from({ length: 1_001 }, () => christmas) }, ['remove']],
])('%s is refused with the way to it', (_what, given, path) => {
  const refusal = expect.objectContaining({ code: 'INVALID_INPUT', inputPath: ['input', ...path] });

  expect(() => change(given)).toThrow(refusal);
});
