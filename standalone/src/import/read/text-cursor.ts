/** No header of a statement and no row is longer than that. */
export const longest = 65_536;

/** Text that comes in pieces and is gone once it was passed. Lines are counted from 1. */
export class TextCursor {
  readonly #pieces: AsyncIterator<string>;
  #text = '';
  #at = 0;
  #isOver = false;
  line = 1;

  constructor(pieces: AsyncIterable<string>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** Sees to it that what is looked for next lies there wholly; false where the text has ended. */
  async load(): Promise<boolean> {
    while (!this.#isOver && this.#text.length - this.#at < longest) {
      const piece = await this.#pieces.next();
      this.#isOver = piece.done ?? false;
      if (piece.done) continue;
      this.#text = this.#text.slice(this.#at) + piece.value;
      this.#at = 0;
    }
    return this.#at < this.#text.length;
  }

  /** Passes what matches a sticky pattern here, of what was loaded. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text) ?? undefined;
    if (found) this.#pass(pattern.lastIndex);
    return found;
  }

  /** Passes the rest of a line, however long it is. */
  async skipLine(): Promise<void> {
    for (let isInside = true; isInside && (await this.load());) {
      const end = this.#text.indexOf('\n', this.#at);
      this.#pass(end < 0 ? this.#text.length : end + 1);
      isInside = end < 0;
    }
  }

  #pass(end: number): void {
    for (let at = this.#text.indexOf('\n', this.#at); at >= 0 && at < end; at = this.#text.indexOf('\n', at + 1)) {
      this.line += 1;
    }
    this.#at = end;
  }
}
