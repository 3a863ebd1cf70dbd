import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import type { Log } from '../../log.ts';
import type { Epochs } from '../epochs.ts';
import type { Link } from './link.ts';

/** What the parts of one JetStream bus share. Whatever is asked of `client` and `manager` is asked over the link. */
export interface EventLog {
  readonly client: JetStreamClient;
  readonly manager: JetStreamManager;
  readonly link: Link;
  readonly epochs: Epochs;
  /** The names of those declared streams whose messages are no events. */
  readonly rawStreams: Set<string>;
  readonly log: Log;
}
