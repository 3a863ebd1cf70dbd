import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { styleText } from 'node:util';
import { forPeople } from '@constellation/kit';

/** Writes what a process says: an entry of its log for people to read, anything else as it is. */
export type Journal = (name: string, line: string) => void;

const colours = ['cyan', 'magenta', 'yellow', 'green', 'blue'] as const;
const widest = 10;

/** One stream for what many processes say. Each entry is written at once, its lines behind the name of who says it. */
export function openJournal(write: (text: string) => void, inColour: boolean): Journal {
  const readable = forPeople(inColour);
  const names: string[] = [];
  const labelOf = (name: string) => {
    if (!names.includes(name)) names.push(name);
    const colour = colours[names.indexOf(name) % colours.length] ?? 'white';
    const label = name.padEnd(widest);
    return inColour ? styleText(colour, label, { validateStream: false }) : label;
  };
  return (name, line) => {
    const lines = readable(line).trimEnd().split('\n');
    write(lines.map((each) => `${labelOf(name)} ${each}\n`).join(''));
  };
}

/** Calls back with each whole line of a stream, and with what stands behind the last one in the end. */
export const eachLine = (stream: Readable, tell: (line: string) => void): void =>
  void createInterface({ input: stream, crlfDelay: Infinity }).on('line', tell);
