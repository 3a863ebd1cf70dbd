import { ReturningClient } from './returning-client.ts';

const mostStatements = 200;

/**
 * A connection that has the server parse and plan each parameterised statement once. MikroORM and kysely send the same
 * few texts over and over without naming them; planning them anew each time costs more than running them.
 */
export class PreparingClient extends ReturningClient {
  readonly #names = new Map<string, string>();

  /** Takes what kysely sends, a text and its values; everything else passes through. */
  override query(...args: unknown[]): never {
    const [text, values, ...rest] = args;
    const name =
      typeof text === 'string' && Array.isArray(values) && values.length > 0 ? this.#nameOf(text) : undefined;
    const query: (...forwarded: unknown[]) => never = super.query.bind(this) as never;
    return name === undefined ? query(...args) : query({ name, text, values }, ...rest);
  }

  /** Texts beyond the limit stay unnamed, so that a server's memory for plans is bounded. */
  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size === mostStatements) return known;
    const name = `s${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }
}
