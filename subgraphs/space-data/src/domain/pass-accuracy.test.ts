import { expect, test } from 'vitest';
import { openTasks } from '../outside/tasks.ts';
import { at, secondsFrom } from '../testing/instants.ts';
import { type Sighting, skyfieldPasses } from '../testing/skyfield-passes.ts';
import { arcBetween } from './arc.ts';
import type { LookAngle } from './passes.ts';

const tasks = openTasks();

test.each(skyfieldPasses)(
  '%s rises, culminates and sets within two seconds and a twentieth of a degree of where Skyfield has it',
  (_name, elements, place, rise, culmination, set) => {
    const window = { from: rise[0], to: at(set[0]).toString() };

    const found = tasks.passes({ elements, place, minElevation: 10, ...window });

    expect(found).toHaveLength(1);
    const [pass] = found;
    for (const [expected, look] of [
      [rise, pass?.rise],
      [culmination, pass?.culmination],
      [set, pass?.set],
    ] as const) {
      expect(secondsFrom(expected[0], look?.at)).toBeLessThan(2);
      expect(Math.abs(Number(look?.elevation) - expected[1])).toBeLessThan(0.05);
    }
  },
);

test.each(skyfieldPasses)(
  '%s is seen in the direction that Skyfield has',
  (_name, elements, place, rise, _top, set) => {
    const [pass] = tasks.passes({ elements, place, minElevation: 10, from: rise[0], to: set[0] });

    expect(degreesFrom(rise, pass?.rise)).toBeLessThan(0.05);
    expect(degreesFrom(set, pass?.set)).toBeLessThan(0.05);
  },
);

/** Along the sky. */
const degreesFrom = ([, elevation, azimuth]: Sighting, look: LookAngle | undefined): number =>
  look
    ? (arcBetween({ latitude: elevation, longitude: azimuth }, { latitude: look.elevation, longitude: look.azimuth }) *
        180) /
      Math.PI
    : Infinity;
