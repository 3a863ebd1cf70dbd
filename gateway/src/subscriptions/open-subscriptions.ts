import type { GraphQLDataSource } from '@apollo/gateway';
import type { Bus, Log, Metrics, Principal, Stored } from '@constellation/kit';
import type { LoadedGraph } from '../graph/open-graph.ts';
import type { Limits } from '../limits/limits.ts';
import { bind, type BoundSubscription } from './bind.ts';
import { catchUp, expired } from './catch-up.ts';
import { type FollowedStream, followStream } from './follow-stream.ts';
import { Followers, type Share } from './followers.ts';
import type { LiveField } from './live-field.ts';
import { liveFields } from './live-fields.ts';
import { subscriptionMetrics } from './metrics.ts';
import { type Prepare, preparer } from './prepare.ts';
import { readEvent } from './read-event.ts';
import { refusalOf, toRefusal } from './refused-operation.ts';
import { eventResolver } from './resolve-event.ts';
import { subscriptionGraph } from './subscription-graph.ts';
import type { Subscriber } from './topic.ts';
import { Topics } from './topics.ts';
import { Turns } from './turns.ts';
import type { DocumentText } from './valid-subscription.ts';

/** A subscription as a client asks for it. */
interface SubscriptionRequest extends DocumentText {
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The live half of the graph: it resolves each event once for all who see the same. */
export interface Subscriptions {
  /** Serves this graph from now on; what is subscribed to goes on with it, if it still can. */
  use(graph: LoadedGraph): void;
  /** @throws RefusedOperation when the request cannot be served, or not to who asks. */
  bind(request: SubscriptionRequest, principal: Principal): BoundSubscription;
  /** Delivers what comes from now on, or behind the cursor that the subscription begins at, until disposed. */
  attach(bound: BoundSubscription, principal: Principal, subscriber: Subscriber): Disposable;
  /** Begins to read the streams; resolves when no later event is missed. */
  start(bus: Bus): Promise<AsyncDisposable>;
}

export interface SubscriptionsOptions {
  readonly sources: Readonly<Record<string, GraphQLDataSource>>;
  readonly limits: Limits;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Opens the live half; it has no graph yet and reads nothing. */
export function openSubscriptions({ sources, limits, log, metrics }: SubscriptionsOptions): Subscriptions {
  const counts = subscriptionMetrics(metrics);
  const resolve = eventResolver({ sources, log, resolved: counts.resolved });
  const topics = new Topics({ ...limits, log, resolve, open: counts.topics });
  const turns = new Turns(limits.replays);
  const streams = new Map<string, FollowedStream>();
  let open: { readonly bus: Bus; readonly followers: Followers } | undefined;
  let prepare: Prepare = () => {
    throw refusalOf('SUBGRAPH_UNAVAILABLE', 'The graph is not loaded yet');
  };

  return {
    use(graph) {
      prepare = preparer(subscriptionGraph(graph), limits);
      topics.replan(prepare);
    },
    bind: ({ variables, ...text }, principal) => bind(prepare(text, principal), variables),
    attach(bound, principal, subscriber) {
      const { live } = bound.document;
      if (!open) throw new Error(`Nobody reads ${live.stream}`);
      const { bus, followers } = open;
      const attach = (listener: Subscriber) => topics.attach(bound, principal, listener);
      const join = (followed: FollowedStream) => {
        const { after } = bound;
        if (after === undefined) return attach(subscriber);
        const past = { ...limits, bus, followed, turns, log, resolve };
        return catchUp(past, { bound, after, principal, subscriber, attach });
      };
      const followed = streams.get(live.stream);
      return followed
        ? join(followed)
        : onceFollowed(followers.share(live, live.subject(bound.args, principal)), join, subscriber);
    },
    async start(bus) {
      await using started = new AsyncDisposableStack();
      const show = (field: LiveField, stored: Stored, subject?: string) => {
        const event = topics.isEmpty ? undefined : readEvent(field, stored, log);
        if (event) topics.publish(field, event, subject);
      };
      const onBegunAnew = (stream: string) => topics.end(stream, expired());
      const always = liveFields.filter(({ isOnDemand }) => !isOnDemand);
      for (const [stream, fields] of Map.groupBy(always, (field) => field.stream)) {
        const onEvent = (stored: Stored) => fields.forEach((field) => show(field, stored));
        const followed = await followStream({ bus, stream, log, onEvent, onBegunAnew: () => onBegunAnew(stream) });
        streams.set(stream, started.use(followed));
      }
      const onEvent = (field: LiveField, subject: string, stored: Stored) => show(field, stored, subject);
      open = { bus, followers: started.use(new Followers({ bus, log, onEvent, onBegunAnew })) };
      return started.move();
    },
  };
}

/** Joins as soon as what is wanted is read; whoever leaves before does not. */
function onceFollowed(
  share: Share,
  join: (followed: FollowedStream) => Disposable,
  subscriber: Subscriber,
): Disposable {
  const held = new DisposableStack();
  held.use(share);
  share.followed.then(
    (followed) => held.disposed || held.use(join(followed)),
    (error: unknown) => held.disposed || subscriber.fail(toRefusal(error)),
  );
  return held;
}
