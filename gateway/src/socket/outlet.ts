import { WebSocket } from 'ws';

/** "Try again later", as IANA has registered it: clients connect anew. */
export const tryAgainLater = 1013;

/** One socket's way out: knows when too much is waiting in it, and tells those who hold something back when that is over. */
export class Outlet {
  readonly #socket: WebSocket;
  readonly #bufferedBytes: number;
  readonly #waiting = new Set<() => void>();

  constructor(socket: WebSocket, bufferedBytes: number) {
    this.#socket = socket;
    this.#bufferedBytes = bufferedBytes;
  }

  get full(): boolean {
    return this.#socket.bufferedAmount > this.#bufferedBytes;
  }

  /** Sends a frame, or drops it when the socket is closing anyway; calls back when it is on its way. */
  send(frame: string, sent?: () => void): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return sent?.();
    this.#socket.send(frame, () => {
      sent?.();
      this.#wake();
    });
  }

  /** Calls back once when there is room again. */
  whenFree(callback: () => void): void {
    this.#waiting.add(callback);
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  #wake(): void {
    for (const callback of this.#waiting) {
      if (this.full) return;
      this.#waiting.delete(callback);
      callback();
    }
  }
}
