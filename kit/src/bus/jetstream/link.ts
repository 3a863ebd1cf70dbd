import type { NatsConnection } from '@nats-io/transport-node';
import { within } from '../../deadline.ts';
import type { Log } from '../../log.ts';

/** The connection as those who ask something over it see it. Once disposed nobody waits for it to come back. */
export interface Link extends Disposable {
  /**
   * Asks once the connection is up, for which it waits three seconds. Rejects as soon as the connection is cut
   * meanwhile, as the answer will not come.
   */
  ask<Answer>(request: () => Promise<Answer>): Promise<Answer>;
  /** Calls back when the connection is cut, until disposed. */
  onCut(listener: () => void): Disposable;
  /** Calls back when it is up again, until disposed. */
  onReturn(listener: () => void): Disposable;
}

const patienceMs = 3_000;
const connectionLost = () => new Error('The connection to NATS is lost');

/** Follows the connection's ups and downs. */
export function watchLink(connection: NatsConnection, log: Log): Link {
  const cutListeners = new Set<() => void>();
  const returnListeners = new Set<() => void>();
  const closing = Promise.withResolvers<never>();
  closing.promise.catch(() => {});
  let comeback: PromiseWithResolvers<void> | undefined;

  const follow = async () => {
    for await (const status of connection.status()) {
      if (status.type !== 'disconnect' && status.type !== 'reconnect') continue;
      log.warn({ server: status.server, status: status.type }, 'bus connection changed');
      if (status.type === 'disconnect') {
        comeback ??= Promise.withResolvers();
        for (const listener of cutListeners) listener();
      } else {
        comeback?.resolve();
        comeback = undefined;
        for (const listener of returnListeners) listener();
      }
    }
  };

  const add = (listeners: Set<() => void>, listener: () => void): Disposable => {
    listeners.add(listener);
    return { [Symbol.dispose]: () => void listeners.delete(listener) };
  };
  const onCut = (listener: () => void) => add(cutListeners, listener);
  const onReturn = (listener: () => void) => add(returnListeners, listener);

  const ask = async <Answer>(request: () => Promise<Answer>): Promise<Answer> => {
    if (comeback) await within(patienceMs, () => Promise.race([comeback?.promise, closing.promise]));
    const cut = Promise.withResolvers<never>();
    using _watching = onCut(() => cut.reject(connectionLost()));
    return await Promise.race([request(), cut.promise]);
  };

  void follow();
  return { ask, onCut, onReturn, [Symbol.dispose]: () => closing.reject(connectionLost()) };
}
