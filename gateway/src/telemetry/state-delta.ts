import { isDeepStrictEqual } from 'node:util';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * What of a desired state a reported one does not have, as a merge patch (RFC 7396) of the reported one: a null in the
 * desired state says that there shall be no such key, lists are replaced whole, and what the desired state does not
 * mention is the device's own. Empty where nothing differs.
 */
export const stateDelta = (reported: JsonObject, desired: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(desired).flatMap(([key, wanted]): [string, unknown][] => {
      const present = Object.hasOwn(reported, key) ? reported[key] : null;
      if (!isObject(wanted) || !isObject(present)) return isDeepStrictEqual(present, wanted) ? [] : [[key, wanted]];
      const inner = stateDelta(present, wanted);
      return Object.keys(inner).length === 0 ? [] : [[key, inner]];
    }),
  );

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
