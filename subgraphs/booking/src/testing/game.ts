import { Refusal } from '@constellation/kit';
import { type Random, randomFrom } from '@constellation/kit/testing';
import type { Booking } from '../data/booking.entity.ts';
import { daily } from './bookable-venue.ts';
import { type Commands, commandsOn } from './commands.ts';
import { type KnownVenue, knownVenue } from './known-venue.ts';
import type { OpenBookings } from './open-bookings.ts';
import { as, customer } from './people.ts';
import { times } from './times.ts';

/** A venue that many clients do something with at once. */
export interface Game {
  readonly bookings: OpenBookings;
  readonly venue: KnownVenue;
  readonly random: Random;
  /** What the venue's people do, and what a guest does. */
  readonly staff: Commands;
  readonly guest: Commands;
  /** The bookings as anybody has seen them last, in the order in which they were made. */
  readonly seen: Map<string, Booking>;
  /** Everything that the answers to commands said. */
  readonly told: Booking[];
  /** What each command came to: `done`, or the code of a refusal. */
  readonly outcomes: Map<string, Set<string>>;
  /** What of the venue was published, in its order. */
  readonly versions: KnownVenue['data'][];
  /** What was found wrong so far. */
  readonly faults: string[];
}

/** A venue that never closes and waits for nobody, with four tables in a row of which neighbours may be joined. */
export async function newGame(bookings: OpenBookings, seed: number): Promise<Game> {
  const venue = await knownVenue(bookings, {
    tables: times(4, () => [1, 4] as const),
    combinations: [
      { tables: [0, 1], maxParty: 8 },
      { tables: [1, 2], maxParty: 6 },
      { tables: [1, 2, 3], maxParty: 10 },
    ],
    openingHours: daily('00:00–00:00'),
  });
  const staff = commandsOn(bookings);
  await staff.setPolicy(venue, { noShowAfterMinutes: 0 });
  return {
    bookings,
    venue,
    random: randomFrom(seed),
    staff,
    guest: commandsOn(as(customer(), bookings)),
    seen: new Map(),
    told: [],
    outcomes: new Map(),
    versions: [venue.data],
    faults: [],
  };
}

/** Somebody: mostly the venue's people, who may do more. */
export const anybody = ({ random, staff, guest }: Game): Commands => random.pick([staff, staff, staff, staff, guest]);

/**
 * A booking that was made lately; mostly one that is as wanted, or was when it was seen last, however old. Often the newest
 * of them, so that many do something with it at once.
 */
export function anyBooking({ seen, random }: Game, isWanted: (booking: Booking) => boolean): Booking | undefined {
  const all = [...seen.values()];
  const wanted = all.filter(isWanted).slice(-12);
  const possible = wanted.length > 0 && random.below(5) > 0 ? wanted : all.slice(-12);
  return random.below(2) > 0 ? possible.at(-1) : possible[random.below(possible.length)];
}

/** Waits for what a command comes to, and notes it. Anything but an answer or a refusal is thrown. */
export async function noting(game: Game, command: string, action: Promise<Booking>): Promise<void> {
  const { seen, told } = game;
  try {
    const booking = await action;
    const before = seen.get(booking.id)?.version ?? 0;
    told.push(booking);
    if (before < booking.version) seen.set(booking.id, booking);
    if (before < booking.version) note(game, command, 'done');
  } catch (error) {
    note(game, command, codeOf(error));
  }
}

/** The code of a refusal. Anything else is thrown. */
export function codeOf(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  throw error;
}

/** Keeps that a command came to something. */
export const note = ({ outcomes }: Game, command: string, outcome: string): void =>
  void outcomes.getOrInsertComputed(command, () => new Set()).add(outcome);
