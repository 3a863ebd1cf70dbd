import { readFileSync } from 'node:fs';

/** One instruction with its text, such as `RUN` and `pnpm install`. */
export interface Instruction {
  readonly name: string;
  readonly text: string;
}

/** What stands between one FROM and the next. */
export interface Stage {
  /** What comes after AS; the last stage needs no name. */
  readonly name: string;
  readonly base: string;
  readonly instructions: readonly Instruction[];
}

/** Reads a Dockerfile of the plain kind: comments, instructions, lines that go on behind a backslash. */
export function readStages(path: string): readonly Stage[] {
  const lines = readFileSync(path, 'utf8')
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n');
  const stages: (Stage & { readonly instructions: Instruction[] })[] = [];
  for (const line of lines.map((each) => each.trim()).filter(Boolean)) {
    const { name = '', text = '' } = /^(?<name>[A-Z]+)\s+(?<text>.+)$/.exec(line)?.groups ?? {};
    if (name === '') throw new Error(`No instruction: ${line}`);
    if (name === 'FROM') stages.push(stage(text));
    else stages.at(-1)?.instructions.push({ name, text });
  }
  return stages;
}

function stage(text: string): Stage & { readonly instructions: Instruction[] } {
  const [base = '', , name = ''] = text.split(/\s+/);
  return { name, base, instructions: [] };
}

/** The variables of an ENV instruction. */
export const variablesOf = (text: string): Record<string, string> =>
  Object.fromEntries(Array.from(text.matchAll(/(\S+?)=(\S*)/g), ([, name = '', value = '']) => [name, value]));

/** The words of an instruction in the exec form, a JSON list. */
export const wordsOf = (text: string): readonly string[] => JSON.parse(text) as string[];
