import { JetStreamApiCodes, JetStreamApiError, type StreamInfo } from '@nats-io/jetstream';
import type { EventLog } from './event-log.ts';

/** What the server says about a stream; undefined while nobody has declared it. */
export async function streamInfo(
  { manager, link }: Pick<EventLog, 'manager' | 'link'>,
  stream: string,
): Promise<StreamInfo | undefined> {
  try {
    return await link.ask(() => manager.streams.info(stream));
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound) return undefined;
    throw error;
  }
}
