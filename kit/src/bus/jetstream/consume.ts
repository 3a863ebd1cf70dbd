import { deadLetter } from '@constellation/schema';
import { AckPolicy, type Consumer, DeliverPolicy, type JsMsg, ReplayPolicy } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { startLoop } from '../../workers/loop.ts';
import { attempt } from '../attempt.ts';
import type { ConsumeOptions } from '../bus.ts';
import type { EventLog } from './event-log.ts';
import { storedIn } from './messages.ts';
import { publishInOrder } from './publish.ts';
import { ackWaitMs, workOff } from './work-off.ts';

const prefetch = { max_messages: 64, expires: 5_000 };
/** Failed events that wait for their next attempt count as well. */
const maxPending = 10_000;

/**
 * Works a stream off through a durable pull consumer, which it creates as soon as the stream is there. The server
 * counts the attempts; an event that a vanished process had in hand counts as tried.
 */
export function consumeStream(eventLog: EventLog, stream: string, options: ConsumeOptions): AsyncDisposable {
  let consumer: Consumer | undefined;
  return startLoop({
    name: `consumer ${stream} ${options.durable}`,
    everyMs: 0,
    log: eventLog.log,
    run: async (signal) => {
      try {
        consumer ??= await openConsumer(eventLog, stream, options);
        await workOff(await consumer.fetch(prefetch), (message) => act(eventLog, stream, options, message), signal);
        return true;
      } catch (error) {
        consumer = undefined;
        throw error;
      }
    },
  });
}

async function openConsumer({ client, manager }: EventLog, stream: string, { durable, subject }: ConsumeOptions): Promise<Consumer> {
  const info = await manager.consumers.add(stream, {
    durable_name: durable,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ackWaitMs),
    deliver_policy: DeliverPolicy.All,
    replay_policy: ReplayPolicy.Instant,
    max_ack_pending: maxPending,
    ...(subject !== undefined && { filter_subject: subject }),
  });
  return client.consumers.getConsumerFromInfo(info);
}

async function act({ client, log }: EventLog, stream: string, options: ConsumeOptions, message: JsMsg): Promise<void> {
  const outcome = await attempt(storedIn(stream, message), message.info.deliveryCount, options, log);
  if (outcome.kind === 'done') return message.ack();
  if (outcome.kind === 'failed') return message.nak(outcome.retryAfterMs);
  await publishInOrder(client, deadLetter.stream, [outcome.letter]);
  message.term();
}
