import { Refusal } from '@constellation/kit/refusal';

/** One field that people write into. */
export interface TextField {
  /** Where it stands in the arguments. */
  readonly path: readonly string[];
  /** In UTF-16 units. */
  readonly longest: number;
  /** How it is refused; INVALID_INPUT when left out. */
  readonly code?: 'INVALID_INPUT' | 'BAD_USER_INPUT';
}

/** Control characters other than tabs and line breaks, and halves of characters. */
const unwritable = /(?![\t\n\r])[\p{Cc}\p{Cs}]/u;

/** Text as people wrote it, in NFC and without the blanks around it. @throws Refusal INVALID_INPUT, or as it says. */
export function tidy(text: string, { path, longest, code = 'INVALID_INPUT' }: TextField): string {
  const tidied = text.normalize('NFC').trim();
  const name = path.at(-1);
  if (tidied.length > longest) throw new Refusal(code, `The ${name} has at most ${longest} characters`, { path });
  if (unwritable.test(tidied)) throw new Refusal(code, `The ${name} may not have control characters`, { path });
  return tidied;
}
