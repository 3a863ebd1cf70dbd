import { EventEmitter, once } from 'node:events';
import type { Bus, Message, ReadOptions, Stored } from '@constellation/kit';

/** An event log of one stream in memory; its readings can be broken off. */
export class MemoryBus implements Bus {
  readonly #stored: Stored[] = [];
  readonly #news = new EventEmitter().setMaxListeners(0);

  async publish(stream: string, messages: readonly Message[]): Promise<readonly number[]> {
    const sequences = messages.map((message) =>
      this.#stored.push({ ...message, stream, sequence: this.#stored.length + 1 }),
    );
    this.#news.emit('published');
    return sequences;
  }

  async *read(_stream: string, { from, signal }: ReadOptions): AsyncIterable<Stored> {
    let place = typeof from === 'number' ? from : 0;
    while (!signal.aborted) {
      const next = this.#stored[place];
      if (next) {
        place += 1;
        yield next;
      } else {
        await once(this.#news, 'published', { signal });
      }
    }
  }

  /** Ends every reading with an error, as an outage does. */
  breakOff(): void {
    this.#news.emit('error', new Error('The connection is gone'));
  }

  async newest(): Promise<number> {
    return this.#stored.length;
  }

  async last(_stream: string, subject: string): Promise<Stored | undefined> {
    return this.#stored.findLast((stored) => stored.subject === subject);
  }

  consume(): AsyncDisposable {
    throw new Error('The gateway consumes nothing');
  }

  async declare(): Promise<void> {}
  async remove(): Promise<void> {}
  async ping(): Promise<void> {}
  async [Symbol.asyncDispose](): Promise<void> {}
}
