import type { GraphQLDataSource } from '@apollo/gateway';
import type { Bus, Log, Metrics, Principal } from '@constellation/kit';
import type { CloudEvent } from '@constellation/schema';
import type { LoadedGraph } from '../graph/open-graph.ts';
import type { Limits } from '../limits/limits.ts';
import { bind, type BoundSubscription } from './bind.ts';
import { followStream } from './follow-stream.ts';
import type { LiveField } from './live-field.ts';
import { liveFields } from './live-fields.ts';
import { subscriptionMetrics } from './metrics.ts';
import { type Prepare, preparer } from './prepare.ts';
import { refusalOf } from './refused-operation.ts';
import { eventResolver } from './resolve-event.ts';
import { subscriptionGraph } from './subscription-graph.ts';
import type { Subscriber } from './topic.ts';
import { Topics } from './topics.ts';
import type { DocumentText } from './valid-subscription.ts';

/** A subscription as a client asks for it. */
interface SubscriptionRequest extends DocumentText {
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The live half of the graph: it resolves each event once for all who see the same. */
export interface Subscriptions {
  /** Serves this graph from now on; what is subscribed to goes on with it, if it still can. */
  use(graph: LoadedGraph): void;
  /** @throws RefusedOperation when the request cannot be served. */
  bind(request: SubscriptionRequest): BoundSubscription;
  /** Delivers what comes from now on, until disposed. */
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
  const topics = new Topics({
    ...limits,
    log,
    resolve: eventResolver({ sources, log, resolved: counts.resolved }),
    open: counts.topics,
  });
  let prepare: Prepare = () => {
    throw refusalOf('SUBGRAPH_UNAVAILABLE', 'The graph is not loaded yet');
  };

  return {
    use(graph) {
      prepare = preparer(subscriptionGraph(graph), limits);
      topics.replan(prepare);
    },
    bind: ({ variables, ...text }) => bind(prepare(text), variables),
    attach: (bound, principal, subscriber) => topics.attach(bound, principal, subscriber),
    async start(bus) {
      await using started = new AsyncDisposableStack();
      for (const [stream, fields] of Map.groupBy(liveFields, (field) => field.stream)) {
        const onEvent = ({ event }: { event: CloudEvent }) =>
          fields.forEach((field) => publish(topics, field, event, log));
        started.use(await followStream({ bus, stream, log, onEvent }));
      }
      return started.move();
    },
  };
}

/** An event that breaks its contract is logged and left out; those behind it still come. */
function publish(topics: Topics, field: LiveField, event: CloudEvent, log: Log): void {
  try {
    const live = field.read(event);
    if (live) topics.publish(field, live);
  } catch (error) {
    log.error({ err: error, event: event.id, field: field.name }, 'event not shown');
  }
}
