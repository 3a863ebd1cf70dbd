import type { Principal, Stored } from '@constellation/kit';

/** The values of a field's arguments, defaults filled in. */
export type Arguments = Readonly<Record<string, unknown>>;

/** One field of Subscription: how events of a stream become its values. */
export interface LiveField {
  readonly name: string;
  readonly stream: string;
  /** Whether of its stream only what somebody listens to is read: where most events are of nobody's interest. */
  readonly isOnDemand: boolean;
  /** Set where a slow reader always gets the newest of each entity, and no argument says otherwise. */
  readonly isLatestOnly?: true;
  /** Set where nothing of it depends on who asks: all who ask for the same share one result. */
  readonly isSameForAll?: true;
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
  /** The field's value for a topic with these arguments; references to entities carry `__typename` and key. */
  value(args: Arguments): Readonly<Record<string, unknown>>;
  /** What a topic with these arguments hears news of: a reader of the LATEST may skip to the newest one with the same key. */
  entity(args: Arguments): string;
  readonly traceparent: string | undefined;
}
