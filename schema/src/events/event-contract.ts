import { z } from 'zod';
import { type CloudEvent, cloudEventEnvelope } from '../cloud-event.ts';
import type { StreamName } from '../streams.ts';

/** What the producer and the consumers of an event agree on. Its data carries ids and codes, no personal data. */
export interface EventContract<Type extends string = string, Data = unknown> {
  readonly type: Type;
  /** Name of the stream that carries it. */
  readonly stream: string;
  /** The CloudEvents source of its producer. */
  readonly source: string;
  readonly description: string;
  readonly data: z.ZodType<Data>;
  /** The subject within the stream. */
  subject(aggregate: string, data: NoInfer<Data>): string;
}

/** An event of the house, on one of its streams. */
export interface PublishedEvent<Type extends string = string, Data extends object = object> extends EventContract<
  Type,
  Data
> {
  readonly stream: StreamName;
  /** Its subjects, with properties of the data in braces; `-` stands for one that is null. */
  readonly address: string;
  /** Those of other producers, each of which tells of aggregates of its own. */
  readonly otherSources?: readonly string[];
  /** The subject within the stream; only what the address names matters. */
  subject(aggregate: string, data: object): string;
}

/** Keeps the precise type of a contract and makes its subjects from its address. */
export const defineEvent = <const Type extends string, Data extends object>(
  definition: Omit<PublishedEvent<Type, Data>, 'subject'>,
): PublishedEvent<Type, Data> => ({
  ...definition,
  subject: (_, data) => fill(definition.address, new Map<string, unknown>(Object.entries(data))),
});

const fill = (address: string, values: ReadonlyMap<string, unknown>): string =>
  address.replaceAll(/\{(\w+)\}/g, (_, name: string) => textOf(values.get(name)));

/** Ids and codes are text; what is null is nobody's. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '-');

/**
 * The event with its data checked and typed; properties that the contract does not know are dropped, so that a
 * producer may add some. Envelope and data are checked one after the other: zod compiles a schema when it is first
 * used, which costs many times what the use costs, so none is put together for an event.
 * @throws Error that names event and property when the event breaks its contract.
 */
export function parseEvent<Data>(contract: EventContract<string, Data>, event: CloudEvent): CloudEvent<Data> {
  const envelope = cloudEventEnvelope.safeParse(event);
  const content = contract.data.safeParse(event.data);
  if (!envelope.success || !content.success || event.type !== contract.type) {
    const issues = [
      ...(envelope.error?.issues ?? []),
      ...(event.type === contract.type ? [] : [anotherType(contract, event)]),
      ...(content.error?.issues ?? []).map((issue) => ({ ...issue, path: ['data', ...issue.path] })),
    ];
    throw new Error(`Event ${event.id} is no ${contract.type}:\n${z.prettifyError({ issues })}`);
  }
  const { traceparent, ...attributes } = { ...envelope.data, data: content.data };
  return traceparent === undefined ? attributes : { ...attributes, traceparent };
}

const anotherType = ({ type }: EventContract, event: CloudEvent) => ({
  path: ['type'],
  message: `Expected ${type}, not ${event.type}`,
});
