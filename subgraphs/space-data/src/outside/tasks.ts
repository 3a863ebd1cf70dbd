import { LRUCache } from 'lru-cache';
import { bodiesOver } from '../domain/bodies.ts';
import { type EclipseKind, eclipsesBetween } from '../domain/eclipses.ts';
import type { MeanElements } from '../domain/elements.ts';
import { type Ephemeris, ephemerisOf } from '../domain/ephemeris.ts';
import { eclipsesOver } from '../domain/local-eclipses.ts';
import { moonPhases } from '../domain/moon-phases.ts';
import { moonAt } from '../domain/moon.ts';
import { orbitOf } from '../domain/orbit.ts';
import { passesOver, type PassQuery } from '../domain/passes.ts';
import type { Place } from '../domain/place.ts';
import { trackOf } from '../domain/position.ts';
import { seasonsOf } from '../domain/seasons.ts';
import { sunTimes } from '../domain/sun-times.ts';

/** Plain data that travels between threads: instants and days as text. */
interface Window {
  readonly from: string;
  readonly to: string;
}

interface Zoned {
  readonly place: Place;
  readonly timeZone: string;
}

const instant = (text: string) => Temporal.Instant.from(text);

/** Some two hundred of three days each, as many ask by turns, each about time of their own. */
const mostEphemerisBytes = 64_000_000;

/** Everything that is computed off the main thread; each is a pure function of its input. */
export const openTasks = () => {
  // Whoever asks for many places asks for one stretch of time: it is computed for the first and there for the others.
  const ephemerides = new LRUCache<string, Ephemeris>({
    maxSize: mostEphemerisBytes,
    sizeCalculation: ({ samples }) => samples.byteLength + 1,
  });

  const ephemeris = (elements: MeanElements, fromMs: number, toMs: number): Ephemeris => {
    const key = JSON.stringify([elements, fromMs, toMs]);
    const known = ephemerides.get(key);
    if (known) return known;
    const orbit = orbitOf(elements);
    // A pass that runs at either end is followed to where it begins and ends; half a revolution is longer than any that does.
    const margin = orbit.periodMs / 2;
    const made = ephemerisOf(orbit, fromMs - margin, toMs + margin);
    ephemerides.set(key, made);
    return made;
  };

  return {
    passes: ({ elements, from, to, ...query }: { readonly elements: MeanElements } & Window & PassQuery) => {
      const window = { fromMs: instant(from).epochMilliseconds, toMs: instant(to).epochMilliseconds };
      return passesOver(ephemeris(elements, window.fromMs, window.toMs), query, window);
    },
    track: ({ elements, from, to, stepMs }: { readonly elements: MeanElements; readonly stepMs: number } & Window) =>
      trackOf(orbitOf(elements), { from: instant(from), to: instant(to), stepMs }),
    sun: ({ place, timeZone, date }: Zoned & { readonly date: string }) =>
      sunTimes(place, timeZone, Temporal.PlainDate.from(date)),
    moon: ({ place, timeZone, at }: Zoned & { readonly at: string }) => moonAt(place, timeZone, instant(at)),
    bodies: ({ place, at }: { readonly place: Place; readonly at: string }) => bodiesOver(place, instant(at)),
    localEclipses: ({ place, from, to }: { readonly place: Place } & Window) =>
      eclipsesOver(place, instant(from), instant(to)),
    eclipses: ({ from, to, kind }: Window & { readonly kind: EclipseKind | undefined }) =>
      eclipsesBetween(instant(from), instant(to), kind),
    moonPhases: ({ from, to }: Window) => moonPhases(instant(from), instant(to)),
    seasons: ({ year }: { readonly year: number }) => seasonsOf(year),
  };
};

type Tasks = ReturnType<typeof openTasks>;
export type TaskName = keyof Tasks;
export type Input<Name extends TaskName> = Parameters<Tasks[Name]>[0];
/** What a task answers, as JSON leaves it. */
export type Output<Name extends TaskName> = Plain<ReturnType<Tasks[Name]>>;
/** The same under the task's name, as it travels between threads. */
export type Answer = { readonly [Name in TaskName]?: Output<Name> };

/** What becomes of a value that goes through JSON: instants and days are text. */
export type Plain<Value> = Value extends Temporal.Instant | Temporal.PlainDate
  ? string
  : Value extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : Value extends object
      ? { readonly [Key in keyof Value]: Plain<Value[Key]> }
      : Value;
