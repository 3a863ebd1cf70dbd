import type { Bus } from '../bus/bus.ts';
import { OutOfTurn } from '../bus/refusals.ts';
import type { Pending, Published } from './pending.ts';

/** Rows of one stream, to be published in one of its beginnings. */
export interface Run {
  readonly stream: string;
  readonly epoch: string;
  readonly rows: readonly Pending[];
}

/** Sorts rows by their streams; within a stream they keep their order, and nobody promises one between streams. */
export const runsByStream = (rows: readonly Pending[], epochs: ReadonlyMap<string, string>): Run[] =>
  [...Map.groupBy(rows, ({ stream }) => stream)].flatMap(([stream, ofStream]) => {
    const epoch = epochs.get(stream);
    return epoch === undefined ? [] : [{ stream, epoch, rows: ofStream }];
  });

/**
 * Publishes a run in order. What somebody has published before, as the crash or the loss of a lock in between was not
 * noted, is found in the stream and noted now; adds to `published` what it got done, also when it fails on the way.
 */
export async function publishRun(bus: Bus, run: Run, published: Published[]): Promise<void> {
  const publish = async ({ stream, epoch, rows }: Run) => {
    const sequences = await bus.publish(stream, rows, epoch);
    published.push(...rows.map((row, index) => noted(run, row, sequences[index] ?? 0)));
  };
  try {
    await publish(run.rows.every(isPlaced) ? run : await withoutStored(bus, run, published));
  } catch (error) {
    if (!(error instanceof OutOfTurn)) throw error;
    await publish(await withoutStored(bus, run, published));
  }
}

/** Whether it is known what comes before it in its subject: an event of the outbox, or of the same run. */
const isPlaced = ({ after, subject }: Pending, index: number, rows: readonly Pending[]) =>
  after !== undefined || rows.findIndex((row) => row.subject === subject) < index;

/** Tells apart what the stream holds, which it notes as published, from the rest, which it returns in its place. */
async function withoutStored(bus: Bus, run: Run, published: Published[]): Promise<Run> {
  const subjects = [...Map.groupBy(run.rows, ({ subject }) => subject)];
  const newest = new Map(
    await Promise.all(subjects.map(async ([subject]) => [subject, await bus.last(run.stream, subject)] as const)),
  );
  const lacking = run.rows.filter(({ subject, after = 0 }) => after > (newest.get(subject)?.sequence ?? 0));
  const furthest = Math.max(0, ...lacking.map(({ after = 0 }) => after));
  if (furthest > 0 && (await bus.newest(run.stream)) < furthest)
    throw new Error(`${run.stream} lacks what it held before: it is to be begun anew`);
  const isStored = ({ subject, event }: Pending) => event.version <= (newest.get(subject)?.event.version ?? 0);
  const sequenceOf = (subject: string) => newest.get(subject)?.sequence ?? 0;
  // Where older ones stand is not known: in front of everything behind which they may be.
  const placeOf = ({ subject, event }: Pending) =>
    event.version === newest.get(subject)?.event.version ? sequenceOf(subject) : 0;
  published.push(...run.rows.filter(isStored).map((row) => noted(run, row, placeOf(row))));
  const rest = run.rows.filter((row) => !isStored(row));
  return { ...run, rows: rest.map((row) => ({ ...row, after: sequenceOf(row.subject) })) };
}

const noted = ({ stream, epoch }: Run, { position }: Pending, sequence: number): Published => ({
  position,
  stream,
  epoch,
  sequence,
});
