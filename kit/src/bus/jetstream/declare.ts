import type { StreamDefinition } from '@constellation/schema';
import { DiscardPolicy, JetStreamApiError, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { repeatWindowMs } from '../bus.ts';
import type { EventLog } from './event-log.ts';

const nameInUse = 10_058;

/** Creates a stream or updates the one that has its name. */
export async function declareStream(
  { manager, link }: EventLog,
  definition: StreamDefinition,
  replicas: number,
): Promise<void> {
  const { name, description, subjects, maxAgeMs, lastPerSubject } = definition;
  const changeable = {
    description,
    subjects: [...subjects],
    max_age: nanos(maxAgeMs ?? 0),
    max_msgs_per_subject: lastPerSubject ? 1 : -1,
    duplicate_window: nanos(Math.min(repeatWindowMs, maxAgeMs ?? repeatWindowMs)),
    num_replicas: replicas,
  };
  const fixed = { name, storage: StorageType.File, retention: RetentionPolicy.Limits, discard: DiscardPolicy.Old };
  try {
    await link.ask(() => manager.streams.add({ ...fixed, ...changeable }));
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.code !== nameInUse) throw error;
    await link.ask(() => manager.streams.update(name, changeable));
  }
}
