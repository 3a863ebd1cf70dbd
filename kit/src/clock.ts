/** Plain TypeScript's time. Decisions are taken by the database's `clock_instant()`, which the same offset moves. */
export interface Clock {
  now(): Temporal.Instant;
  /** How far this clock is ahead of the machine's; 0 outside tests. */
  readonly offsetMs: number;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Temporal.Now.instant(), offsetMs: 0 };

/** A clock that tests move by hand; moving it also moves `clock_instant()` of every database opened with it. */
export class MovableClock implements Clock {
  offsetMs = 0;
  readonly #followers = new Set<(offsetMs: number) => Promise<void>>();

  now(): Temporal.Instant {
    return Temporal.Now.instant().add({ milliseconds: this.offsetMs });
  }

  /** Resolves when every follower has the new time. */
  async advance(milliseconds: number): Promise<void> {
    this.offsetMs += milliseconds;
    await Promise.all([...this.#followers].map((follow) => follow(this.offsetMs)));
  }

  /** Calls back at each move, until disposed. */
  follow(listener: (offsetMs: number) => Promise<void>): Disposable {
    this.#followers.add(listener);
    return { [Symbol.dispose]: () => void this.#followers.delete(listener) };
  }
}
