import type { StreamDefinition } from '@constellation/schema';
import { DiscardPolicy, JetStreamApiError, RetentionPolicy, StorageType, type StreamConfig } from '@nats-io/jetstream';
import { nanos, TimeoutError } from '@nats-io/transport-node';
import { newId } from '../../identifier.ts';
import { repeatWindowMs } from '../bus.ts';
import type { EventLog } from './event-log.ts';
import { streamInfo } from './stream-info.ts';

type Asking = Pick<EventLog, 'manager' | 'link'>;

const nameInUse = 10_058;

const attempts = 4;

/**
 * Creates a stream, or updates the one that has its name if it is another. Of those who create it at once a cluster may
 * answer only one, and nobody who asks about it before it has a leader: who hears nothing looks again.
 */
export async function declareStream(asking: Asking, definition: StreamDefinition, replicas: number): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await declareOnce(asking, definition, replicas);
      return;
    } catch (error) {
      if (!(error instanceof TimeoutError) || attempt === attempts) throw error;
    }
  }
}

/**
 * A stream's beginning gets a name that is ours and stands in the description: the time of its making, which a server
 * tells, changes without any loss.
 */
async function declareOnce(asking: Asking, definition: StreamDefinition, replicas: number): Promise<void> {
  const present = (await configOf(asking, definition.name)) ?? (await create(asking, definition, replicas));
  if (!present) return;
  const wanted = changeable(definition, replicas, epochIn(present) ?? newId());
  const isWanted = Object.entries(wanted).every(
    ([setting, value]) => JSON.stringify(present[setting as keyof StreamConfig]) === JSON.stringify(value),
  );
  if (!isWanted) await asking.link.ask(() => asking.manager.streams.update(definition.name, wanted));
}

/** The name of a stream's beginning; @throws while nobody has declared it. */
export async function epochOf(asking: Asking, stream: string): Promise<string> {
  const config = await configOf(asking, stream);
  const epoch = config && epochIn(config);
  if (epoch === undefined) throw new Error(`Stream ${stream} is not declared`);
  return epoch;
}

/** Gives the stream's beginning another name. */
export async function renameEpoch(asking: Asking, stream: string): Promise<void> {
  const config = await configOf(asking, stream);
  const description = config?.description?.replace(epochPattern, `(epoch ${newId()})`);
  if (description) await asking.link.ask(() => asking.manager.streams.update(stream, { description }));
}

const epochPattern = /\(epoch (?<epoch>\S+)\)$/;

const epochIn = ({ description = '' }: StreamConfig): string | undefined =>
  epochPattern.exec(description)?.groups?.['epoch'];

const configOf = async (asking: Asking, stream: string): Promise<StreamConfig | undefined> =>
  (await streamInfo(asking, stream))?.config;

/** The one that somebody else has created meanwhile, if so. */
async function create(asking: Asking, definition: StreamDefinition, replicas: number) {
  const fixed = {
    name: definition.name,
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
  };
  try {
    await asking.link.ask(() => asking.manager.streams.add({ ...fixed, ...changeable(definition, replicas, newId()) }));
    return undefined;
  } catch (error) {
    const isBeaten = error instanceof JetStreamApiError && error.code === nameInUse;
    const present = isBeaten ? await configOf(asking, definition.name) : undefined;
    if (!present) throw error;
    return present;
  }
}

const changeable = (
  { description, subjects, maxAgeMs, lastPerSubject, mostBytes }: StreamDefinition,
  replicas: number,
  epoch: string,
) => ({
  description: `${description} (epoch ${epoch})`,
  subjects: [...subjects],
  max_age: nanos(maxAgeMs ?? 0),
  max_msgs_per_subject: lastPerSubject ? 1 : -1,
  max_bytes: mostBytes ?? -1,
  discard: mostBytes === undefined ? DiscardPolicy.Old : DiscardPolicy.New,
  duplicate_window: nanos(Math.min(repeatWindowMs, maxAgeMs ?? repeatWindowMs)),
  num_replicas: replicas,
});
