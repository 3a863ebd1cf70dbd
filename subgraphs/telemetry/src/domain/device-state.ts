import { Refusal } from '@constellation/kit/refusal';

/** As JSON in UTF-8. */
const mostBytes = 16 * 1024;

/** Deeper ones are no state of anything, and more than parsers along the way stand. */
const deepest = 32;

/** What `JSON.stringify` escapes and PostgreSQL refuses; not what only looks so behind an escaped backslash. */
const unkeepable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/**
 * A state as it can be kept: a JSON object of at most 16 KiB.
 * @throws Refusal INVALID_INPUT
 */
export function acceptState(state: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(state)) throw refused('is a JSON object');
  if (depthOf(state) > deepest) throw refused(`is at most ${deepest} levels deep`);
  const text = JSON.stringify(state);
  if (Buffer.byteLength(text) > mostBytes) throw refused(`has at most ${mostBytes} bytes as JSON`);
  if (unkeepable.test(text)) throw refused('has no NUL and no half of a surrogate pair');
  return state;
}

const refused = (message: string) => new Refusal('INVALID_INPUT', `state ${message}`, { path: ['state'] });

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How many levels there are, as far as that matters. */
function depthOf(state: object): number {
  let level: readonly object[] = [state];
  let depth = 0;
  for (; level.length > 0 && depth <= deepest; depth += 1) {
    level = level.flatMap((each) => Object.values(each).filter((inner: unknown) => isNested(inner)));
  }
  return depth;
}

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;
