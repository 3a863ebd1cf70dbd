/** A value as JSON has it, null where something is undefined: instants and addresses are all alike to `toMatchObject`. */
export const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null, (_key, each: unknown) => each ?? null));
