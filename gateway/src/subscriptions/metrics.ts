import type { Metrics } from '@constellation/kit';

/** What the live half counts. */
export const subscriptionMetrics = (metrics: Metrics) => ({
  topics: metrics.gauge({
    name: 'gateway_subscription_topics',
    help: 'Different subscriptions that somebody listens to',
  }),
  resolved: metrics.counter({
    name: 'gateway_subscription_events_resolved_total',
    help: 'Events resolved, each once for its whole topic',
  }),
});
