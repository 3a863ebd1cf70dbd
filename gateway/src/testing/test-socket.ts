import { EventEmitter, once } from 'node:events';
import { type ClientOptions, WebSocket } from 'ws';
import { z } from 'zod';

/** One message of graphql-transport-ws. */
export interface Frame {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

const event = z.object({ data: z.object({ bookingStatusChanged: z.record(z.string(), z.unknown()) }) });

/** A client that sees every frame; `next` and `subscribe` wait for what they need and for no time. */
export class TestSocket implements AsyncDisposable {
  readonly frames: Frame[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #socket: WebSocket;
  readonly #news = new EventEmitter().setMaxListeners(0);

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
    );
    socket.addEventListener('message', ({ data }) => {
      if (typeof data === 'string') this.frames.push(JSON.parse(data) as Frame);
      this.#news.emit('frame');
    });
  }

  /** Connects without a word. */
  static async connect(url: string, options: ClientOptions = {}): Promise<TestSocket> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', options);
    const client = new TestSocket(socket);
    await once(socket, 'open');
    return client;
  }

  /** Connects, says who it is if it is told to, and gets acknowledged. */
  static async open(url: string, authorization?: string): Promise<TestSocket> {
    const client = await TestSocket.connect(url);
    client.send({ type: 'connection_init', ...(authorization !== undefined && { payload: { authorization } }) });
    await client.take((frame) => frame.type === 'connection_ack');
    return client;
  }

  send(frame: Frame): void {
    this.#socket.send(JSON.stringify(frame));
  }

  /** Subscribes, and resolves when the server has dealt with it. */
  async subscribe(id: string, query: string, variables: Record<string, unknown> = {}): Promise<void> {
    this.send({ type: 'subscribe', id, payload: { query, variables } });
    await this.settle();
  }

  /** Resolves when the server has dealt with everything that was sent so far. */
  async settle(): Promise<void> {
    this.send({ type: 'ping' });
    await this.take((frame) => frame.type === 'pong');
  }

  /** The next frame of an operation. */
  async next(id: string): Promise<Frame> {
    return this.take((frame) => frame.id === id);
  }

  /** The data of an operation's next event. */
  async data(id: string): Promise<Record<string, unknown>> {
    const { payload } = await this.next(id);
    return event.parse(payload).data.bookingStatusChanged;
  }

  /** Stops reading, so that what is sent to it piles up. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.terminate();
    await this.closed;
  }

  async take(wanted: (frame: Frame) => boolean): Promise<Frame> {
    for (;;) {
      const index = this.frames.findIndex(wanted);
      const [frame] = index < 0 ? [] : this.frames.splice(index, 1);
      if (frame) return frame;
      await Promise.race([once(this.#news, 'frame'), this.#over()]);
    }
  }
  async #over(): Promise<never> {
    const { code, reason } = await this.closed;
    throw new Error(`The socket was closed: ${code} ${reason}`);
  }
}
