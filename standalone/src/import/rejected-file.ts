import { type FileHandle, open, rm } from 'node:fs/promises';
import type { RejectedLine } from './read/rejected-line.ts';

/** Where it is written who was not taken over, and why. */
export interface RejectedFile extends AsyncDisposable {
  readonly path: string;
  /** How many stand in it. */
  readonly count: number;
  write(lines: readonly RejectedLine[]): Promise<void>;
}

/** Begins it anew beside the file that is read; who is rejected by nobody leaves none. */
export async function openRejectedFile(file: string): Promise<RejectedFile> {
  const path = `${file}.rejected.csv`;
  const handle: FileHandle = await open(path, 'w', 0o600);
  await handle.write('line,id,code,reason\n');
  let count = 0;
  return {
    path,
    get count() {
      return count;
    },
    write: async (lines) => {
      await handle.write(lines.map(rowOf).join(''));
      count += lines.length;
    },
    [Symbol.asyncDispose]: async () => {
      await handle.close();
      if (count === 0) await rm(path);
    },
  };
}

const rowOf = ({ line, id, code, reason }: RejectedLine): string =>
  `${[String(line), id ?? '', code, reason].map(cellOf).join(',')}\n`;

const cellOf = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
