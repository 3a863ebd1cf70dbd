const characters: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

const unescaped = (text: string) =>
  text.includes('\\')
    ? text.replaceAll(/\\([^])/g, (_, character: string) => characters[character] ?? character)
    : text;

/** A value as COPY writes it; null where it stands for none. */
export const unescapeCopy = (text: string): string | null => (text === String.raw`\N` ? null : unescaped(text));

/** What stands between the quotes of an `E'…'`. */
export const unescapeString = (text: string): string => unescaped(text.replaceAll("''", "'"));
