type Listener = (message: string) => void;

/** Who listens to which channel within this process. */
export class Listeners {
  readonly #byChannel = new Map<string, Set<Listener>>();

  /** Channels that somebody listens to. */
  get channels(): readonly string[] {
    return [...this.#byChannel.keys()];
  }

  /** Returns the way to take the listener off again, which tells whether its channel has lost its last one. */
  add(channel: string, listener: Listener): () => boolean {
    const entry: Listener = (message) => listener(message);
    const entries = this.#byChannel.get(channel);
    if (entries) entries.add(entry);
    else this.#byChannel.set(channel, new Set([entry]));
    return () => this.#remove(channel, entry);
  }

  /** Calls everyone who listens to the channel at this moment. */
  tell(channel: string, message: string): void {
    for (const listener of new Set(this.#byChannel.get(channel))) listener(message);
  }

  /** Takes everybody off. */
  clear(): void {
    this.#byChannel.clear();
  }

  #remove(channel: string, entry: Listener): boolean {
    const entries = this.#byChannel.get(channel);
    if (!entries?.delete(entry) || entries.size > 0) return false;
    return this.#byChannel.delete(channel);
  }
}
