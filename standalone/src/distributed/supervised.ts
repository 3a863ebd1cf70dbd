import { setTimeout as delay } from 'node:timers/promises';
import { type Log, StartFailure } from '@constellation/kit';
import { type End, type Leashed, startLeashed } from './leashed.ts';

/** What a process is, before it runs. */
export interface ProcessPlan {
  /** Such as `booking-2`. */
  readonly name: string;
  readonly script: URL;
  /** Where it listens, without a path; it stays there whenever it is started again. */
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface SupervisedOptions {
  readonly log: Log;
  /** Told of everything it says. */
  tell(name: string, line: string): void;
}

const longestPauseMs = 5_000;
/** One that has lived this long is started again at once. */
const settledMs = 10_000;
const readyMs = 60_000;
/** A process ends by itself when its own deadline is over, lame duck included. */
const insistMs = 45_000;
const linesKept = 2_000;

/** A process of a fleet, which is started again whenever it ends unasked, unless told not to. */
export class Supervised {
  readonly name: string;
  readonly url: string;
  /** Whether it is started again when it ends; may be changed at any time. */
  isRestarted = false;
  readonly #plan: ProcessPlan;
  readonly #options: SupervisedOptions;
  readonly #lines: string[] = [];
  readonly #stopping = new AbortController();
  #running: Leashed | undefined;
  #starts = 0;
  #failures = 0;

  constructor(plan: ProcessPlan, options: SupervisedOptions) {
    this.name = plan.name;
    this.url = plan.url;
    this.#plan = plan;
    this.#options = options;
    this.start();
  }

  /** Undefined while it does not run. */
  get pid(): number | undefined {
    return this.#running?.pid;
  }

  /** How often it was started again. */
  get restarts(): number {
    return this.#starts - 1;
  }

  /** The last that it has said, its restarts included. */
  output(): string {
    return this.#lines.join('\n');
  }

  /** Sends a signal, if it runs. */
  kill(signal: NodeJS.Signals): void {
    this.#running?.kill(signal);
  }

  /** Resolves when the process that runs now has ended. */
  async ended(): Promise<void> {
    await this.#running?.end;
  }

  /** Starts it if it does not run. */
  start(): void {
    if (this.#running || this.#stopping.signal.aborted) return;
    const tell = (line: string) => {
      this.#lines.push(line);
      this.#lines.splice(0, this.#lines.length - linesKept);
      this.#options.tell(this.name, line);
    };
    const startedAt = performance.now();
    const running = startLeashed({ ...this.#plan, tell });
    this.#running = running;
    this.#starts += 1;
    void running.end.then((end) => this.#afterEnd(end, performance.now() - startedAt));
  }

  /** Resolves when it wants requests; what somebody else answers at its address does not count. */
  async ready(): Promise<void> {
    const deadline = performance.now() + readyMs;
    while (!this.#running?.hasOpened() || !(await isReady(this.url))) {
      if (!this.#running && !this.isRestarted) throw this.#notReady('ended before it was ready');
      if (performance.now() > deadline) throw this.#notReady('does not get ready');
      await delay(50);
    }
  }

  /** Ends it in order and for good. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.kill('SIGTERM');
    this.kill('SIGCONT');
    using _insist = setTimeout(() => this.kill('SIGKILL'), insistMs);
    await this.ended();
  }

  async #afterEnd({ code, signal }: End, livedMs: number): Promise<void> {
    this.#running = undefined;
    if (this.#stopping.signal.aborted || !this.isRestarted) return;
    this.#failures = livedMs < settledMs ? this.#failures + 1 : 0;
    const pauseMs = this.#failures > 1 ? Math.min(125 * 2 ** this.#failures, longestPauseMs) : 0;
    const ended = { process: this.name, code, signal };
    this.#options.log.warn({ ...ended, pauseMs }, 'ended unasked, starting it again');
    await delay(pauseMs, undefined, { signal: this.#stopping.signal }).catch(() => {});
    this.start();
    if (this.pid !== undefined) this.#options.log.warn({ process: this.name, number: this.pid }, 'started again');
  }

  #notReady(what: string): StartFailure {
    return new StartFailure(`${this.name} ${what}:\n${this.output()}`);
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
