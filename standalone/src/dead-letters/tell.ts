import type { DeadLetter } from '@constellation/kit';

const header = ['when', 'stream', 'consumer', 'event', 'subject', 'attempts', 'code'];

/** Letters as a table, oldest first; one line where there is none. */
export function tellLetters(letters: readonly DeadLetter[]): string {
  if (letters.length === 0) return 'There are no dead letters.\n';
  const rows = [header, ...letters.map(cellsOf)];
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `${padded(row, widths)}\n`).join('');
}

const cellsOf = ({ at, stream, durable, sequence, eventSubject, attempts, errorCode }: DeadLetter): string[] => [
  at.toString({ smallestUnit: 'second' }),
  stream,
  durable,
  String(sequence),
  eventSubject,
  String(attempts),
  errorCode,
];

const padded = (row: readonly string[], widths: readonly number[]) =>
  row
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join('  ')
    .trimEnd();

/** What became of letters that were to go back. */
export function tellRetried({
  retried,
  gone,
}: {
  readonly retried: readonly DeadLetter[];
  readonly gone: readonly DeadLetter[];
}): string {
  const back = `Back to their consumers: ${retried.length}.\n`;
  return gone.length === 0 ? back : `${back}Gone from their streams: ${gone.length}\n${tellLetters(gone)}`;
}
