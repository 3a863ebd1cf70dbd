import type { CloudEvent, StreamDefinition } from '@constellation/schema';
import { newId } from '../../identifier.ts';
import type { Bus, Message, ReadOptions, Stored } from '../bus.ts';

/** A stream that no other test uses. */
export interface TestStream extends StreamDefinition {
  subject(...tokens: string[]): string;
}

export function testStream(options: Partial<StreamDefinition> = {}): TestStream {
  const id = newId().slice(-12);
  const subject = (...tokens: string[]) => ['test', id, ...tokens].join('.');
  return { name: `TEST_${id}`, description: 'One test.', subjects: [subject('>')], subject, ...options };
}

export async function declared(bus: Bus, options: Partial<StreamDefinition> = {}): Promise<TestStream> {
  const stream = testStream(options);
  await bus.declare([stream]);
  return stream;
}

/** An event that can be told from others by its number. */
export const numbered = (subject: string, number: number): Message => ({ subject, event: numberedEvent(number) });

const numberedEvent = (number: number): CloudEvent => ({
  specversion: '1.0',
  id: newId(),
  source: '/test',
  type: 'test.numbered',
  subject: newId(),
  time: '2026-01-01T00:00:00Z',
  datacontenttype: 'application/json',
  version: 1,
  data: { number, name: 'Zoë “O’Neill” \\ {}' },
});

/** Numbered events of one subject. */
export const numberedFrom = (subject: string, first: number, last: number): Message[] =>
  Array.from({ length: last - first + 1 }, (_, index) => numbered(subject, first + index));

export const numberOf = ({ event }: Message): number => (event.data as { number: number }).number;

/** How many bytes an event is in a log. */
export const lengthOf = ({ event }: Message): number => Buffer.byteLength(JSON.stringify(event));

export const numbersUpTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

export const inOrder = (numbers: Iterable<number>): number[] => [...numbers].toSorted((left, right) => left - right);

/** Publishes numbered events under one subject. */
export const publish = (bus: Bus, stream: TestStream, first: number, last: number): Promise<readonly number[]> =>
  bus.publish(stream.name, numberedFrom(stream.subject('a'), first, last));

/** Publishes as a careful producer does: again, until it knows that all is stored. */
export async function publishInTheEnd(bus: Bus, stream: TestStream, first: number, last: number): Promise<void> {
  const messages = numberedFrom(stream.subject('a'), first, last);
  const once = () =>
    bus.publish(stream.name, messages).then(
      () => true,
      () => false,
    );
  while (!(await once()));
}

/** Reads up to and with the event of this number. */
export async function readUntil(events: AsyncIterable<Stored>, last: number): Promise<Stored[]> {
  const read: Stored[] = [];
  for await (const stored of events) {
    read.push(stored);
    if (numberOf(stored) === last) break;
  }
  return read;
}

/** Reads a stream from its start, unless told otherwise, for as long as one iterates. */
export const reading = (bus: Bus, stream: TestStream, options: Partial<ReadOptions> = {}): AsyncIterable<Stored> =>
  bus.read(stream.name, { from: 'start', signal: new AbortController().signal, ...options });

/** The numbers of a stream's events up to and with this one. */
export async function numbersUntil(
  bus: Bus,
  stream: TestStream,
  last: number,
  options: Partial<ReadOptions> = {},
): Promise<number[]> {
  return (await readUntil(reading(bus, stream, options), last)).map(numberOf);
}

/** The numbers of all events that a stream holds. */
export async function numbersIn(bus: Bus, stream: TestStream): Promise<number[]> {
  await bus.publish(stream.name, [numbered(stream.subject('mark'), 0)]);
  return (await numbersUntil(bus, stream, 0)).filter((number) => number !== 0);
}
