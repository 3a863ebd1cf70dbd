import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import type { Log } from '../../log.ts';

/** What the parts of one JetStream bus share. */
export interface EventLog {
  readonly client: JetStreamClient;
  readonly manager: JetStreamManager;
  readonly log: Log;
}
