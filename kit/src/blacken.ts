/** What stands in a log in place of a secret. */
export const blackened = '[redacted]';

type Fields = Readonly<Record<string, unknown>>;

/** Names under which headers, inputs and answers have secrets. */
const secret = /^(?:authorization|(?:set-)?cookie|key|secret|.*password|.*token)$/i;

const deepest = 6;

/** The same without the values of secrets, six levels deep in plain objects and lists. Instances of classes stay as they are. */
export const blacken = (fields: Fields): Record<string, unknown> => blackenFields(fields, deepest);

const blackenFields = (fields: Fields, levels: number) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      secret.test(name) ? blackened : blackenAny(value, levels - 1),
    ]),
  );

function blackenAny(value: unknown, levels: number): unknown {
  if (levels === 0) return value;
  if (Array.isArray(value)) return value.map((each: unknown) => blackenAny(each, levels - 1));
  return isPlain(value) ? blackenFields(value, levels) : value;
}

function isPlain(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
