import type { CloudEvent, StreamDefinition } from '@constellation/schema';
import { newId } from '../../identifier.ts';
import type { Bus, Message, Stored } from '../bus.ts';

/** How the contract's tests reach a driver. */
export interface Harness {
  /** Opens another bus on the same log, as another process would. */
  open(): Promise<Bus>;
  /** Cuts every connection to the log at once, as an outage would; it resolves when the log answers again. */
  cut(): Promise<void>;
}

/** A stream that no other test uses. */
export interface TestStream extends StreamDefinition {
  subject(...tokens: string[]): string;
}

export function testStream(options: Partial<StreamDefinition> = {}): TestStream {
  const id = newId().slice(-12);
  const subject = (...tokens: string[]) => ['test', id, ...tokens].join('.');
  return { name: `TEST_${id}`, description: 'One test.', subjects: [subject('>')], subject, ...options };
}

/** An event that can be told from others by its number. */
export const numbered = (subject: string, number: number): Message => ({ subject, event: numberedEvent(number) });

/** Numbered events of one subject. */
export const numberedFrom = (subject: string, first: number, last: number): Message[] =>
  Array.from({ length: last - first + 1 }, (_, index) => numbered(subject, first + index));

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

export const numberOf = ({ event }: Message): number => (event.data as { number: number }).number;

export const numbersUpTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/** Reads up to and with the event of this number. */
export async function readUntil(events: AsyncIterable<Stored>, last: number): Promise<Stored[]> {
  const read: Stored[] = [];
  for await (const stored of events) {
    read.push(stored);
    if (numberOf(stored) === last) break;
  }
  return read;
}

/** The numbers of all events that a stream holds. */
export async function numbersIn(bus: Bus, stream: TestStream): Promise<number[]> {
  await bus.publish(stream.name, [numbered(stream.subject('mark'), 0)]);
  const stored = await readUntil(bus.read(stream.name, { from: 'start', signal: untilLeft() }), 0);
  return stored.map(numberOf).filter((number) => number !== 0);
}

/** Publishes as a careful producer does: again, until it knows that all is stored. */
export async function publishInTheEnd(bus: Bus, stream: string, messages: readonly Message[]): Promise<void> {
  const published = await bus.publish(stream, messages).catch(() => undefined);
  if (!published) await publishInTheEnd(bus, stream, messages);
}

/** A signal for readers that end with their loop. */
export const untilLeft = (): AbortSignal => new AbortController().signal;
