import { openLog } from '@constellation/kit';
import { expect, test } from 'vitest';
import { openJournal } from './journal.ts';

function open(inColour: boolean) {
  const written: string[] = [];
  const journal = openJournal((text) => void written.push(text), inColour);
  const log = (name: string) => openLog({ name, level: 'info', destination: { write: (line) => journal(name, line) } });
  return { written, journal, log };
}

test('an entry is written at once and each of its lines says whose it is', () => {
  const { written, log } = open(false);

  log('booking-2').warn({ venue: 'harbour' }, 'too late');

  expect(written).toEqual([
    expect.stringMatching(/^booking-2 {2}\[\d\d:\d\d:\d\d\.\d{3}\] WARN: too late\nbooking-2 {6}venue: "harbour"\n$/),
  ]);
});

test('what is no entry of a log passes as it is', () => {
  const { written, journal } = open(false);

  journal('venue-1', 'Error: out of memory');
  journal('venue-1', '{"half":');

  expect(written).toEqual(['venue-1    Error: out of memory\n', 'venue-1    {"half":\n']);
});

test('at a terminal each process has a colour', () => {
  const { written, journal } = open(true);

  for (const name of ['one', 'two', 'one']) journal(name, 'hello');

  const [first, second, third] = written;
  expect(first).toContain('\u001B[');
  expect(third).toBe(first);
  expect(second?.replace('two', 'one')).not.toBe(first);
});
