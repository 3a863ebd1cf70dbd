import { StartFailure } from '@constellation/kit';
import type { RejectedLine } from './read/rejected-line.ts';

/** So many are taken over in one transaction: what a kill undoes. */
const batchSize = 1_000;

/** How far an import has come. */
export interface Tally {
  read: number;
  imported: number;
  /** Were there already. */
  present: number;
}

/** What became of some of them; together they are all that were given. */
interface Imported extends Pick<Readonly<Tally>, 'imported' | 'present'> {
  readonly rejected: readonly RejectedLine[];
}

export interface ImportLinesOptions<Foreign> {
  readonly lines: AsyncIterable<Foreign | RejectedLine>;
  readonly signal: AbortSignal;
  /** Counted while it goes on. */
  readonly tally: Tally;
  takeOver(batch: readonly Foreign[]): Promise<Imported>;
  reject(lines: readonly RejectedLine[]): Promise<void>;
}

/**
 * Takes over what stands in a file, batch by batch. What is done stays done: whoever begins anew goes on from there.
 * @throws StartFailure when it was stopped.
 */
export async function importLines<Foreign extends object>(options: ImportLinesOptions<Foreign>): Promise<void> {
  const { lines, signal, tally, takeOver, reject } = options;
  const settle = async (batch: readonly (Foreign | RejectedLine)[]) => {
    if (signal.aborted) throw new StartFailure('Stopped; run it again and it goes on');
    tally.read += batch.length;
    const outcome = await takeOver(batch.filter(isForeign));
    tally.imported += outcome.imported;
    tally.present += outcome.present;
    await reject([...batch.filter(isRejected), ...outcome.rejected].toSorted((one, other) => one.line - other.line));
  };
  let batch: (Foreign | RejectedLine)[] = [];
  for await (const line of lines) {
    batch.push(line);
    if (batch.length < batchSize) continue;
    await settle(batch);
    batch = [];
  }
  if (batch.length > 0) await settle(batch);
}

const isForeign = <Foreign extends object>(line: Foreign | RejectedLine): line is Foreign => !isRejected(line);

const isRejected = (line: object): line is RejectedLine => 'code' in line;
