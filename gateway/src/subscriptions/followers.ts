import type { Bus, Log, Stored } from '@constellation/kit';
import { type FollowedStream, followStream } from './follow-stream.ts';
import type { LiveField } from './live-field.ts';

export interface FollowersOptions {
  readonly bus: Bus;
  readonly log: Log;
  onEvent(field: LiveField, subject: string, stored: Stored): void;
  /** Called when a stream was begun anew, so that nobody knows what was lost. */
  onBegunAnew(stream: string): void;
}

/** Somebody's share in the reading of a subject; ends when disposed. */
export interface Share extends Disposable {
  /** Resolves when no later event is missed. */
  readonly followed: Promise<FollowedStream>;
}

interface Follower {
  readonly followed: Promise<FollowedStream>;
  shares: number;
}

/** Streams that are read subject by subject, each from when the first wants it until the last does not any more. */
export class Followers implements AsyncDisposable {
  readonly #options: FollowersOptions;
  readonly #bySubject = new Map<string, Follower>();
  readonly #closing = new Set<Promise<void>>();

  constructor(options: FollowersOptions) {
    this.#options = options;
  }

  /** Reads a subject of a field's stream, together with everybody else who wants it. */
  share(field: LiveField, subject: string): Share {
    const name = `${field.name} ${subject}`;
    const follower = this.#bySubject.getOrInsertComputed(name, () => this.#open(field, subject));
    follower.shares += 1;
    const held = new DisposableStack();
    held.defer(() => {
      follower.shares -= 1;
      if (follower.shares > 0) return;
      this.#forget(name, follower);
      this.#close(follower);
    });
    follower.followed.catch(() => this.#forget(name, follower));
    return { followed: follower.followed, [Symbol.dispose]: () => held.dispose() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const follower of this.#bySubject.values()) this.#close(follower);
    this.#bySubject.clear();
    await Promise.all(this.#closing);
  }

  #open(field: LiveField, subject: string): Follower {
    const { bus, log, onEvent, onBegunAnew } = this.#options;
    const { stream } = field;
    const followed = followStream({
      bus,
      stream,
      subject,
      log,
      onEvent: (stored) => onEvent(field, subject, stored),
      onBegunAnew: () => onBegunAnew(stream),
    });
    return { followed, shares: 0 };
  }

  #forget(name: string, follower: Follower): void {
    if (this.#bySubject.get(name) === follower) this.#bySubject.delete(name);
  }

  #close({ followed }: Follower): void {
    const closing = followed.then(
      (reading) => reading[Symbol.asyncDispose](),
      () => {},
    );
    this.#closing.add(closing);
    void closing.finally(() => this.#closing.delete(closing));
  }
}
