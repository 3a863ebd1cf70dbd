import { anonymousPrincipal, type Principal } from '@constellation/kit';
import { authorizationScope } from '../authentication/authenticate.ts';
import { bind, type BoundSubscription } from './bind.ts';
import type { LiveEvent, LiveField } from './live-field.ts';
import type { Prepare } from './prepare.ts';
import { RefusedOperation, toRefusal } from './refused-operation.ts';
import { placeOf, type Subscriber, Topic, type TopicOptions } from './topic.ts';

export interface TopicsOptions extends TopicOptions {
  /** Shows how many topics there are. */
  readonly open: { set(topics: number): void };
}

/** All topics that somebody listens to, found by what they show and by where they wait for events. */
export class Topics {
  readonly #options: TopicsOptions;
  readonly #byKey = new Map<string, Topic>();
  readonly #byPlace = new Map<string, Set<Topic>>();

  constructor(options: TopicsOptions) {
    this.#options = options;
  }

  /** Whether nobody listens to anything. */
  get isEmpty(): boolean {
    return this.#byKey.size === 0;
  }

  /** Joins the topic that shows this, which begins with its first subscriber and ends with its last. */
  attach(bound: BoundSubscription, principal: Principal, subscriber: Subscriber): Disposable {
    const audience = bound.document.live.isSameForAll ? anonymousPrincipal : principal;
    const key = `${authorizationScope(audience)} ${bound.key}`;
    const topic = this.#byKey.get(key) ?? this.#open(key, bound, audience);
    topic.attach(subscriber);
    return {
      [Symbol.dispose]: () => {
        topic.detach(subscriber);
        if (topic.subscribers === 0) this.#close(key, topic);
      },
    };
  }

  /**
   * Offers an event to the topics that wait where it happens, once to each; where it was read for one subject, only to
   * those that want this subject.
   */
  publish(live: LiveField, event: LiveEvent, subject?: string): void {
    const waiting = event.places.flatMap((place) => [...(this.#byPlace.get(placeOf(live, place)) ?? [])]);
    for (const topic of new Set(waiting)) if (subject === undefined || topic.subject === subject) topic.offer(event);
  }

  /** Moves all topics to another graph; those which it cannot answer any more end with the reason. */
  replan(prepare: Prepare): void {
    for (const topic of this.#byKey.values()) {
      this.#unlist(topic);
      try {
        topic.bound = bind(prepare(topic.bound.document.text, topic.principal), topic.bound.variables);
        this.#list(topic);
      } catch (error) {
        if (!(error instanceof RefusedOperation)) this.#options.log.error({ err: error }, 'subscription not moved');
        topic.fail(toRefusal(error));
      }
    }
  }

  /** Ends all that is shown of a stream. */
  end(stream: string, reason: RefusedOperation): void {
    for (const topic of this.#byKey.values()) if (topic.bound.document.live.stream === stream) topic.fail(reason);
  }

  /** It is everybody's who sees the same, and no single session's. */
  #open(key: string, bound: BoundSubscription, asking: Principal): Topic {
    const { sessionId: _session, authenticatedAt: _at, ...principal } = asking;
    const topic = new Topic(bound, principal, this.#options);
    this.#byKey.set(key, topic);
    this.#list(topic);
    this.#options.open.set(this.#byKey.size);
    return topic;
  }

  #close(key: string, topic: Topic): void {
    if (this.#byKey.get(key) === topic) this.#byKey.delete(key);
    this.#unlist(topic);
    this.#options.open.set(this.#byKey.size);
  }

  #list(topic: Topic): void {
    for (const place of topic.places) this.#byPlace.getOrInsertComputed(place, () => new Set()).add(topic);
  }

  #unlist(topic: Topic): void {
    for (const place of topic.places) {
      const topics = this.#byPlace.get(place);
      topics?.delete(topic);
      if (topics?.size === 0) this.#byPlace.delete(place);
    }
  }
}
