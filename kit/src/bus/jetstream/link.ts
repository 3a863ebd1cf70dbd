import type { NatsConnection } from '@nats-io/transport-node';
import { within } from '../../deadline.ts';
import type { Log } from '../../log.ts';

/** The connection as those who ask something over it see it. */
export interface Link {
  /** Asks once the connection is up; rejects as soon as it is cut meanwhile, as the answer will not come. */
  ask<Answer>(request: () => Promise<Answer>): Promise<Answer>;
  /** Calls back when the connection is cut, until disposed. */
  onCut(listener: () => void): Disposable;
}

const patienceMs = 3_000;

/** Follows the connection's ups and downs. */
export function watchLink(connection: NatsConnection, log: Log): Link {
  const listeners = new Set<() => void>();
  let up: PromiseWithResolvers<void> | undefined;

  const follow = async () => {
    for await (const status of connection.status()) {
      if (status.type !== 'disconnect' && status.type !== 'reconnect') continue;
      log.warn({ server: status.server, status: status.type }, 'bus connection changed');
      if (status.type === 'disconnect') {
        up ??= Promise.withResolvers();
        for (const listener of listeners) listener();
      } else {
        up?.resolve();
        up = undefined;
      }
    }
  };

  const onCut = (listener: () => void): Disposable => {
    listeners.add(listener);
    return { [Symbol.dispose]: () => void listeners.delete(listener) };
  };

  const ask = async <Answer>(request: () => Promise<Answer>): Promise<Answer> => {
    if (up) await within(patienceMs, () => up?.promise ?? Promise.resolve());
    const cut = Promise.withResolvers<never>();
    using _watching = onCut(() => cut.reject(new Error('The connection to NATS was lost')));
    return await Promise.race([request(), cut.promise]);
  };

  void follow();
  return { ask, onCut };
}
