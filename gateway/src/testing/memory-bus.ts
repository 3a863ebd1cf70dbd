import { EventEmitter, once } from 'node:events';
import { BegunAnew, type Bus, type Message, type ReadOptions, type Stored } from '@constellation/kit';

/** An event log of one stream in memory; its readings can be broken off. */
export class MemoryBus implements Bus {
  #stored: Stored[] = [];
  #oldest = 1;
  #epoch = 'the first';
  readonly #news = new EventEmitter().setMaxListeners(0);

  async publish(stream: string, messages: readonly Message[]): Promise<readonly number[]> {
    const sequences = messages.map((message) => {
      const bytes = JSON.stringify(message.event).length;
      return this.#stored.push({ ...message, stream, epoch: this.#epoch, sequence: this.#stored.length + 1, bytes });
    });
    this.#news.emit('published');
    return sequences;
  }

  /** The subjects that are being read, of those who want some only. */
  readonly subjects: string[] = [];

  async *read(stream: string, options: ReadOptions): AsyncIterable<Stored> {
    const { subject } = options;
    if (subject !== undefined) this.subjects.push(subject);
    try {
      for await (const stored of this.#readAll(stream, options)) {
        if (subject === undefined || fits(subject, stored.subject)) yield stored;
      }
    } finally {
      if (subject !== undefined) this.subjects.splice(this.subjects.indexOf(subject), 1);
    }
  }

  async *#readAll(stream: string, options: ReadOptions): AsyncIterable<Stored> {
    const { from, epoch = this.#epoch, until = Infinity, signal } = options;
    let place = Math.max(typeof from === 'number' ? from : 0, this.#oldest - 1);
    while (!signal.aborted && place < until) {
      if (epoch !== this.#epoch) throw new BegunAnew(stream);
      const next = this.#stored[place];
      if (next) {
        place += 1;
        yield next;
      } else {
        await once(this.#news, 'published', { signal });
      }
    }
  }

  /** Forgets all events up to a sequence, as streams do after a while. */
  forget(upTo: number): void {
    this.#oldest = upTo + 1;
  }

  /** Ends every reading with an error, as an outage does. */
  breakOff(): void {
    this.#news.emit('error', new Error('The connection is gone'));
  }

  /** Loses everything and begins anew, as a log without its data does. */
  loseEverything(): void {
    this.#stored = [];
    this.#epoch = 'another';
    this.breakOff();
  }

  async beginAnew(): Promise<void> {
    this.loseEverything();
  }

  async epoch(): Promise<string> {
    return this.#epoch;
  }

  async newest(): Promise<number> {
    return this.#stored.length;
  }

  async oldest(): Promise<number> {
    return this.#oldest;
  }

  async last(_stream: string, subject: string): Promise<Stored | undefined> {
    return this.#stored.findLast((stored) => stored.subject === subject);
  }

  consume(): AsyncDisposable {
    throw new Error('The gateway consumes nothing');
  }

  consumeBatches(): AsyncDisposable {
    return this.consume();
  }

  async retry(): Promise<boolean> {
    return false;
  }

  async declare(): Promise<void> {}
  async remove(): Promise<void> {}
  async ping(): Promise<void> {}
  async [Symbol.asyncDispose](): Promise<void> {}
}

const fits = (pattern: string, subject: string) =>
  pattern.split('.').every((token, index) => token === '*' || token === subject.split('.')[index]);
