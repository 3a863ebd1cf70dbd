import { batchConsumer } from '@constellation/kit';
import { ingestMessages } from '../actions/ingest-messages.ts';
import { weightOf } from '../domain/sent-message.ts';

/** Points of one transaction: enough that what a transaction costs is shared by many. */
const most = 10_000;

/** Stores what devices send over the bus; a message is gone from the stream when its points are stored. */
export const onIngest = batchConsumer({
  stream: 'INGEST',
  durable: 'telemetry-ingest',
  most,
  weigh: ({ data }) => weightOf(data),
  handleAll: ingestMessages,
});
