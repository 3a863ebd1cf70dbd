/** What ordered work is done with. */
export interface OrderedWorkOptions<Job, Result> {
  /** Jobs that run at the same time. */
  readonly slots: number;
  /** Must not reject. */
  run(job: Job): Promise<Result>;
  /** Gets each result, in the order of the jobs. */
  emit(result: Result): void;
  /** Told of what `emit` throws; the results behind it still come. */
  failed(error: unknown): void;
}

/** Runs several jobs at once and hands out their results in the order in which the jobs came. */
export class OrderedWork<Job, Result> {
  readonly #options: OrderedWorkOptions<Job, Result>;
  readonly #queue: { readonly job: Job; readonly settle: (result: Result) => void }[] = [];
  #running = 0;
  #unfinished = 0;
  #emitted = Promise.resolve();

  constructor(options: OrderedWorkOptions<Job, Result>) {
    this.#options = options;
  }

  /** Jobs whose result is still to come. */
  get unfinished(): number {
    return this.#unfinished;
  }

  push(job: Job): void {
    const { promise, resolve } = Promise.withResolvers<Result>();
    this.#unfinished += 1;
    this.#queue.push({ job, settle: resolve });
    this.#emitted = this.#emitted.then(async () => this.#emit(await promise));
    this.#fill();
  }

  #emit(result: Result): void {
    this.#unfinished -= 1;
    try {
      this.#options.emit(result);
    } catch (error) {
      this.#options.failed(error);
    }
  }

  #fill(): void {
    while (this.#running < this.#options.slots) {
      const next = this.#queue.shift();
      if (!next) return;
      this.#running += 1;
      void this.#options.run(next.job).then((result) => {
        this.#running -= 1;
        next.settle(result);
        this.#fill();
      });
    }
  }
}
