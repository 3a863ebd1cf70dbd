import type { GraphQLDataSource } from '@apollo/gateway';
import type { Bus, Log, Metrics, Principal, Stored } from '@constellation/kit';
import type { LoadedGraph } from '../graph/open-graph.ts';
import type { Limits } from '../limits/limits.ts';
import { bind, type BoundSubscription } from './bind.ts';
import { catchUp, expired, type Past } from './catch-up.ts';
import { followStream } from './follow-stream.ts';
import { liveFields } from './live-fields.ts';
import { subscriptionMetrics } from './metrics.ts';
import { type Prepare, preparer } from './prepare.ts';
import { readEvent } from './read-event.ts';
import { refusalOf } from './refused-operation.ts';
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
  const streams = new Map<string, Pick<Past, 'bus' | 'followed'>>();
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
      const attach = (listener: Subscriber) => topics.attach(bound, principal, listener);
      const { after, document } = bound;
      if (after === undefined) return attach(subscriber);
      const read = streams.get(document.live.stream);
      if (!read) throw new Error(`Nobody reads ${document.live.stream}`);
      return catchUp({ ...limits, ...read, turns, log, resolve }, { bound, after, principal, subscriber, attach });
    },
    async start(bus) {
      await using started = new AsyncDisposableStack();
      for (const [stream, fields] of Map.groupBy(liveFields, (field) => field.stream)) {
        const onEvent = (stored: Stored) => {
          if (topics.isEmpty) return;
          for (const field of fields) {
            const event = readEvent(field, stored, log);
            if (event) topics.publish(field, event);
          }
        };
        const onBegunAnew = () => topics.end(stream, expired());
        const followed = await followStream({ bus, stream, log, onEvent, onBegunAnew });
        streams.set(stream, { bus, followed: started.use(followed) });
      }
      return started.move();
    },
  };
}
