import type { ImportedSensors } from '@constellation/telemetry';
import { grouped } from './tell.ts';

/** So many places are named at most. */
const mostNames = 10;

/** What there is to say of an import of sensors beside its numbers. */
export interface SensorNotes {
  add(imported: Pick<ImportedSensors, 'unplaced' | 'values'>): void;
  /** A sentence for each thing that somebody might expect to find and will not. */
  lines(): readonly string[];
}

/** Begins to count; however many sensors there are, it keeps no more than a few names. */
export function openSensorNotes(): SensorNotes {
  const values = { TAKEN: 0, NONE: 0, TOO_OLD: 0, IN_FUTURE: 0 };
  const places = new Set<string>();
  let unplaced = 0;
  return {
    add: (imported) => {
      values.TAKEN += imported.values.TAKEN;
      values.NONE += imported.values.NONE;
      values.TOO_OLD += imported.values.TOO_OLD;
      values.IN_FUTURE += imported.values.IN_FUTURE;
      unplaced += imported.unplaced.length;
      for (const place of imported.unplaced) if (places.size <= mostNames) places.add(place);
    },
    lines: () =>
      [
        [values.TAKEN, 'of them came with a value, which is now their first reading.'],
        [values.NONE, 'of them have measured nothing yet.'],
        [values.TOO_OLD, 'of them came with a value that is too old to be taken: it is left out.'],
        [values.IN_FUTURE, 'of them came with a value of the future: it is left out.'],
        [unplaced, `of them stand in no room, as the venue has none, or more than one, of the name ${named(places)}.`],
      ].flatMap(([count, words]) => (typeof count === 'number' && count > 0 ? `${grouped(count)} ${words}` : [])),
  };
}

const named = (places: ReadonlySet<string>): string => {
  const names = [...places].slice(0, mostNames).map((place) => JSON.stringify(place.slice(0, 100)));
  return `${names.join(', ')}${places.size > mostNames ? ' and others' : ''}`;
};
