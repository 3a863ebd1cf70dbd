import type { ForeignPerson, Imported } from '@constellation/identity';
import { StartFailure } from '@constellation/kit';
import type { Line } from './read/columns.ts';
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

export interface ImportPeopleOptions {
  readonly lines: AsyncIterable<Line>;
  readonly signal: AbortSignal;
  /** Counted while it goes on. */
  readonly tally: Tally;
  importUsers(people: readonly ForeignPerson[]): Promise<Imported>;
  reject(lines: readonly RejectedLine[]): Promise<void>;
}

/**
 * Takes over everybody in a file, batch by batch. What is done stays done: whoever begins anew goes on from there.
 * @throws StartFailure when it was stopped.
 */
export async function importPeople({ lines, signal, tally, importUsers, reject }: ImportPeopleOptions): Promise<void> {
  const settle = async (batch: readonly Line[]) => {
    if (signal.aborted) throw new StartFailure('Stopped; run it again and it goes on');
    tally.read += batch.length;
    const outcome = await importUsers(batch.filter(isPerson));
    tally.imported += outcome.imported;
    tally.present += outcome.present;
    await reject([...batch.filter(isRejected), ...outcome.rejected].toSorted((one, other) => one.line - other.line));
  };
  let batch: Line[] = [];
  for await (const line of lines) {
    batch.push(line);
    if (batch.length < batchSize) continue;
    await settle(batch);
    batch = [];
  }
  if (batch.length > 0) await settle(batch);
}

const isPerson = (line: Line): line is ForeignPerson => !isRejected(line);

const isRejected = (line: Line): line is RejectedLine => 'code' in line;
