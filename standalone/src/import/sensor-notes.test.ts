import { expect, test } from 'vitest';
import { openSensorNotes } from './sensor-notes.ts';

const values = { TAKEN: 0, NONE: 0, TOO_OLD: 0, IN_FUTURE: 0 };

test('where there is nothing to be said nothing is', () => {
  const notes = openSensorNotes();
  notes.add({ unplaced: [], values });

  expect(notes.lines()).toEqual([]);
});

test('what was left out is told with its number, over all that was added', () => {
  const notes = openSensorNotes();
  notes.add({ unplaced: ['Garage'], values: { TAKEN: 999, NONE: 1, TOO_OLD: 2, IN_FUTURE: 3 } });
  notes.add({ unplaced: ['Garage', 'Attic\n'], values: { TAKEN: 1, NONE: 1, TOO_OLD: 1, IN_FUTURE: 1 } });

  expect(notes.lines()).toEqual([
    '1 000 of them came with a value, which is now their first reading.',
    '2 of them have measured nothing yet.',
    '3 of them came with a value that is too old to be taken: it is left out.',
    '4 of them came with a value of the future: it is left out.',
    '3 of them stand in no room, as the venue has none, or more than one, of the name "Garage", "Attic\\n".',
  ]);
});

test('of many places only some are named', () => {
  const notes = openSensorNotes();
  const unplaced = Array.from({ length: 50 }, (_, index) => `Place ${index}`);
  notes.add({ unplaced, values });
  notes.add({ unplaced, values });

  expect(notes.lines()).toEqual([expect.stringMatching(/^100 of them stand in no room, .* "Place 9" and others\.$/)]);
});
