import { BegunAnew, type Bus, type Log, type Principal, type StreamPlace } from '@constellation/kit';
import type { BoundSubscription } from './bind.ts';
import type { FollowedStream } from './follow-stream.ts';
import { holdBack } from './hold-back.ts';
import type { LiveEvent } from './live-field.ts';
import { readEvent } from './read-event.ts';
import { readOn } from './read-on.ts';
import { type RefusedOperation, refusalOf, toRefusal } from './refused-operation.ts';
import type { Payload, Subscriber } from './topic.ts';
import type { Turns } from './turns.ts';

/** What past events are read from, and by what they are resolved. */
export interface Past {
  readonly bus: Bus;
  readonly followed: FollowedStream;
  readonly turns: Turns;
  readonly log: Log;
  /** Events that are resolved at the same time. */
  readonly concurrentEvents: number;
  /** Live events that may wait for the past ones. */
  readonly waitingEvents: number;
  resolve(bound: BoundSubscription, event: LiveEvent, principal: Principal): Promise<Payload>;
}

/** Somebody who has seen everything up to a place. */
export interface Latecomer {
  readonly bound: BoundSubscription;
  readonly after: StreamPlace;
  readonly principal: Principal;
  readonly subscriber: Subscriber;
  /** Joins those who get what is live. */
  attach(subscriber: Subscriber): Disposable;
}

/**
 * Delivers what came behind a place, in order, then what is live, until disposed. Live events that come meanwhile wait
 * until the past has caught up with them, so that none is left out and none comes twice.
 */
export function catchUp(past: Past, latecomer: Latecomer): Disposable {
  const leaving = new AbortController();
  const { signal } = leaving;
  const held = new DisposableStack();
  held.defer(() => leaving.abort());
  const deliver = async () => {
    using _turn = await past.turns.take();
    await refuseExpired(past, latecomer);
    if (signal.aborted) return;
    const { subscriber, after } = latecomer;
    const until = past.followed.place.sequence;
    const live = holdBack(subscriber, Math.max(after.sequence, until), past.waitingEvents);
    held.use(latecomer.attach(live.subscriber));
    if (after.sequence < until) await replay(past, latecomer, until, signal);
    if (!signal.aborted) live.release();
  };
  deliver().catch((error: unknown) => {
    if (signal.aborted) return;
    past.log.error({ err: error }, 'past events not delivered');
    latecomer.subscriber.fail(error instanceof BegunAnew ? expired() : toRefusal(error));
  });
  return held;
}

/** For one who cannot be told what happened since. */
export const expired = (): RefusedOperation =>
  refusalOf('CURSOR_EXPIRED', 'Events behind this cursor are gone: read the state anew, then subscribe again');

/**
 * @throws RefusedOperation when events behind the place may be gone, when there never was such a one, or when the stream
 * was begun anew since.
 */
async function refuseExpired({ bus, followed }: Past, { after, bound }: Latecomer): Promise<void> {
  const { stream } = bound.document.live;
  const [oldest, newest] = await Promise.all([bus.oldest(stream), bus.newest(stream)]);
  const { epoch, sequence } = after;
  if (epoch !== followed.place.epoch || sequence + 1 < oldest || sequence > newest) throw expired();
}

/** Delivers what lies between, as fast as the reader takes it. */
async function replay(past: Past, latecomer: Latecomer, until: number, signal: AbortSignal): Promise<void> {
  const { bus, log, concurrentEvents } = past;
  const { bound, after, principal } = latecomer;
  const { live } = bound.document;
  const left = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  const deliver = async (events: readonly LiveEvent[]) => {
    const payloads = await Promise.all(events.map((event) => past.resolve(bound, event, principal)));
    await Promise.race([latecomer.subscriber.room(), left]);
    if (!signal.aborted) for (const payload of payloads) latecomer.subscriber.deliver(payload);
  };

  const batch: LiveEvent[] = [];
  for await (const stored of readOn({
    bus,
    stream: live.stream,
    subject: live.subject(bound.args, principal),
    from: after.sequence,
    epoch: after.epoch,
    until,
    signal,
    log,
  })) {
    const event = readEvent(live, stored, log);
    if (event?.matches(bound.args) && event.isFor(principal)) batch.push(event);
    if (batch.length === concurrentEvents) await deliver(batch.splice(0));
  }
  await deliver(batch);
}
