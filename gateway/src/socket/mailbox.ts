import type { Payload } from '../subscriptions/topic.ts';
import { everyPayload, latestPayloads } from './backlog.ts';
import { type Outlet, tryAgainLater } from './outlet.ts';

export interface MailboxOptions {
  /** The operation's id on its socket. */
  readonly id: string;
  readonly outlet: Pick<Outlet, 'full' | 'send' | 'whenFree' | 'close'>;
  /** Keeps only the newest payload of each entity while the socket is full. */
  readonly latestOnly: boolean;
  /** Payloads that may be held back. */
  readonly heldBack: number;
}

/** One subscription's place on a socket; once disposed it forgets what it held back. */
export interface Mailbox extends Disposable {
  /** Sends a payload, now or when the socket has room again. */
  put(payload: Payload): void;
  /** Resolves when nothing is held back and the socket has room. */
  room(): Promise<void>;
  /** Gives up on a reader that is too slow: its socket is closed, and it may come back. */
  overflow(): void;
}

/** Opens a mailbox. A reader so slow that its backlog is full loses its socket, never an event in silence. */
export function openMailbox({ id, outlet, latestOnly, heldBack }: MailboxOptions): Mailbox {
  const backlog = latestOnly ? latestPayloads() : everyPayload();
  const prefix = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  const send = ({ json }: Payload) => outlet.send(`${prefix}${json}}`);
  let closed = false;

  /** The socket may take a while to close; nothing is held for it any more. */
  const close = () => {
    closed = true;
    backlog.clear();
  };
  const overflow = () => {
    close();
    outlet.close(tryAgainLater, 'SLOW_CONSUMER');
  };

  const flush = () => {
    for (let next = backlog.take(); next; next = outlet.full ? undefined : backlog.take()) send(next);
    if (backlog.size > 0) outlet.whenFree(flush);
  };

  return {
    put(payload) {
      if (closed) return;
      if (backlog.size === 0 && !outlet.full) return send(payload);
      backlog.add(payload);
      if (backlog.size > heldBack) return overflow();
      outlet.whenFree(flush);
    },
    room: () =>
      backlog.size === 0 && !outlet.full ? Promise.resolve() : new Promise((resolve) => outlet.whenFree(resolve)),
    overflow,
    [Symbol.dispose]: close,
  };
}
