import { setTimeout as delay } from 'node:timers/promises';
import { type Dispatcher, Pool } from 'undici';
import { NotSent, tellNotSent } from './not-sent.ts';

/**
 * A connection that nobody uses is closed here before it is there: sooner than a server ends that has begun to drain (5 s),
 * and 2 s before what the server itself announces. So no request is written to a connection that is just being closed.
 */
const idleMs = 3_000;

const poolOptions: Pool.Options = {
  connections: 128,
  connect: { timeout: 2_000 },
  keepAliveTimeout: idleMs,
  keepAliveMaxTimeout: idleMs,
  keepAliveTimeoutThreshold: 2_000,
  maxResponseSize: 32 * 1024 * 1024,
};

/** One that has said nothing at all for so long is asked whether it lives. */
const silenceMs = 1_500;

/** How often one that is left out is asked whether it is back, and how long one may take to say that it is there. */
const probeMs = { every: 500, timeout: 1_500 };

/** What is sent to the address of a graph, or to another path beside it. */
export interface Post {
  readonly path?: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** No answer came to anybody: the process was stopped, or the way to it is cut. */
class Silence extends Error {
  constructor() {
    super(`Silent for ${silenceMs + probeMs.timeout} ms`);
    this.name = 'Silence';
  }
}

/** One process of a subgraph. It is left out from a failure, or word that it stops, until it says that it is ready. */
export class Instance implements AsyncDisposable {
  readonly #url: URL;
  readonly #pool: Pool;
  readonly #dispatcher: Dispatcher;
  readonly #closing = new AbortController();
  #isLeftOut = false;
  #heardAt = 0;

  constructor(address: string) {
    this.#url = new URL(address);
    this.#pool = new Pool(this.#url.origin, poolOptions);
    this.#dispatcher = this.#pool.compose(tellNotSent);
  }

  /** Whether requests had better go to another. */
  get isLeftOut(): boolean {
    return this.#isLeftOut;
  }

  /**
   * The text that it answers, whatever the status. When it falls silent, it is not waited for if `mayGiveUp` says so.
   * @throws NotSent where nothing can have happened.
   */
  async post(
    { path = this.#url.pathname, headers, body }: Post,
    signal: AbortSignal,
    mayGiveUp: () => boolean,
  ): Promise<string> {
    const patience = new AbortController();
    using _silence = this.#onSilence(() => mayGiveUp() && patience.abort(new Silence()));
    try {
      const answer = await this.#dispatcher.request({
        method: 'POST',
        path,
        headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
        body,
        signal: AbortSignal.any([signal, patience.signal]),
      });
      this.#heardAt = performance.now();
      if (answer.headers['connection'] === 'close') this.#leaveOut();
      const text = await answer.body.text();
      // Perhaps it does not know this gateway's new key yet, and another one does. To the client that is no 401.
      if (answer.statusCode === 401) throw new NotSent(new Error('It does not accept the token of this gateway'));
      return text;
    } catch (error) {
      this.#leaveOut();
      throw error;
    }
  }

  /** What it answers as JSON at a path. @throws Error for any status but 200. */
  async get(path: string, signal: AbortSignal, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
    return (await this.#bodyAt(path, signal, headers)).json();
  }

  async ready(signal: AbortSignal): Promise<void> {
    await (await this.#bodyAt('/readyz', signal)).dump();
  }

  async #bodyAt(path: string, signal: AbortSignal, headers: Readonly<Record<string, string>> = {}) {
    const { statusCode, body } = await this.#pool.request({ method: 'GET', path, headers, signal });
    if (statusCode === 200) return body;
    await body.dump();
    throw new Error(`${path} answered ${statusCode}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    await this.#pool.close();
  }

  #onSilence(act: () => void): Disposable {
    const sentAt = performance.now();
    const judge = async () => {
      if (this.#heardAt >= sentAt || (await this.#isReady())) return;
      this.#leaveOut();
      act();
    };
    return setTimeout(() => void judge(), silenceMs);
  }

  #leaveOut(): void {
    if (this.#isLeftOut || this.#closing.signal.aborted) return;
    this.#isLeftOut = true;
    void this.#comeBack();
  }

  async #comeBack(): Promise<void> {
    const { signal } = this.#closing;
    do await delay(probeMs.every, undefined, { signal, ref: false }).catch(() => {});
    while (!signal.aborted && !(await this.#isReady()));
    this.#isLeftOut = false;
  }

  #isReady(): Promise<boolean> {
    return this.ready(AbortSignal.any([this.#closing.signal, AbortSignal.timeout(probeMs.timeout)])).then(
      () => true,
      () => false,
    );
  }
}
