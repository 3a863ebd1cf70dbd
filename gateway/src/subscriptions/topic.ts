import type { Log, Principal } from '@constellation/kit';
import type { BoundSubscription } from './bind.ts';
import type { LiveEvent, LiveField } from './live-field.ts';
import { OrderedWork } from './ordered-work.ts';
import { type RefusedOperation, refusalOf } from './refused-operation.ts';

/** One event's result, ready for every subscriber of a topic. */
export interface Payload {
  /** Where its event stands in the stream. */
  readonly sequence: number;
  readonly entity: string;
  /** The GraphQL result as JSON. */
  readonly json: string;
}

/** One client's interest in a topic. */
export interface Subscriber {
  deliver(payload: Payload): void;
  /** Resolves when nothing that was delivered waits any more. */
  room(): Promise<void>;
  /** Events are lost to it from here on. */
  overtaken(): void;
  /** The operation cannot go on. */
  fail(reason: RefusedOperation): void;
}

export interface TopicOptions {
  readonly concurrentEvents: number;
  readonly waitingEvents: number;
  readonly log: Log;
  /** Resolves one event as somebody may see it; must not reject. */
  resolve(bound: BoundSubscription, event: LiveEvent, principal: Principal): Promise<Payload>;
}

/** Equal subscriptions of all clients: each event is resolved once and its one result goes to everyone. */
export class Topic {
  bound: BoundSubscription;
  readonly principal: Principal;
  readonly #subscribers = new Set<Subscriber>();
  readonly #work: OrderedWork<LiveEvent, Payload>;
  readonly #waitingEvents: number;
  readonly #log: Log;

  constructor(bound: BoundSubscription, principal: Principal, options: TopicOptions) {
    const { resolve, concurrentEvents, waitingEvents, log } = options;
    this.bound = bound;
    this.principal = principal;
    this.#waitingEvents = waitingEvents;
    this.#log = log;
    this.#work = new OrderedWork({
      slots: concurrentEvents,
      run: (event) => resolve(this.bound, event, principal),
      emit: (payload) => this.#tell((subscriber) => subscriber.deliver(payload)),
      failed: (error) => log.error({ err: error }, 'event not delivered'),
    });
  }

  get subscribers(): number {
    return this.#subscribers.size;
  }

  attach(subscriber: Subscriber): void {
    this.#subscribers.add(subscriber);
  }

  detach(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
  }

  /** Where it waits for events. */
  get places(): readonly string[] {
    const { live } = this.bound.document;
    return live.places(this.bound.args, this.principal).map((place) => placeOf(live, place));
  }

  /** The subjects that its events are among. */
  get subject(): string {
    return this.bound.document.live.subject(this.bound.args, this.principal);
  }

  /** Takes an event that it may be meant to show. When too many wait already, all subscribers are told that they miss it. */
  offer(event: LiveEvent): void {
    if (!event.matches(this.bound.args) || !event.isFor(this.principal)) return;
    if (this.#work.unfinished < this.#waitingEvents) return this.#work.push(event);
    this.#tell((subscriber) => subscriber.overtaken());
  }

  fail(reason: RefusedOperation): void {
    this.#tell((subscriber) => subscriber.fail(reason));
  }

  /** One that cannot be told is ended; the others do not notice. */
  #tell(news: (subscriber: Subscriber) => void): void {
    for (const subscriber of this.#subscribers) {
      try {
        news(subscriber);
      } catch (error) {
        this.#log.error({ err: error }, 'subscriber ended');
        this.detach(subscriber);
        subscriber.fail(refusalOf('INTERNAL_SERVER_ERROR', 'The subscription could not go on'));
      }
    }
  }
}

/** A place of a field's events among those of all fields. */
export const placeOf = ({ name }: LiveField, place: string): string => `${name} ${place}`;
