import type { Principal, Stored } from '@constellation/kit';

/** The values of a field's arguments, defaults filled in. */
export type Arguments = Readonly<Record<string, unknown>>;

/** One field of Subscription: how events of a stream become its values. */
export interface LiveField {
  readonly name: string;
  readonly stream: string;
  /** Where a topic of somebody waits for events: few of the events' `places`, but some of each event that it shows. */
  places(args: Arguments, principal: Principal): readonly string[];
  /** Subjects of the stream, as a pattern, that all events with these arguments are among which somebody may hear. */
  subject(args: Arguments, principal: Principal): string;
  /** What an event is for this field; undefined when it is none of its own. */
  read(stored: Stored): LiveEvent | undefined;
}

/** One event on its way to the topics of a field. */
export interface LiveEvent {
  /** Where it stands in its stream. */
  readonly sequence: number;
  /** All places at which it is waited for. */
  readonly places: readonly string[];
  /** Whether a topic with these arguments shows it. */
  matches(args: Arguments): boolean;
  /** Whether somebody may hear of it, going by what the event itself says. */
  isFor(principal: Principal): boolean;
  /** The field's value; references to entities carry `__typename` and key. */
  readonly value: Readonly<Record<string, unknown>>;
  /** What it is news of: a reader of the LATEST may skip to the newest one with the same key. */
  readonly entity: string;
  readonly traceparent: string | undefined;
}
