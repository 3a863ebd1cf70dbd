import { z } from 'zod';
import { cloudEventEnvelope } from '../src/cloud-event.ts';
import type { PublishedEvent } from '../src/events/event-contract.ts';
import { publishedEvents } from '../src/events/events.ts';
import { type StreamDefinition, streams } from '../src/streams.ts';

/** The event streams as an AsyncAPI 3 document: one channel per address, one message per event type. */
export function asyncApi(): string {
  const channels = Map.groupBy<string, PublishedEvent>(publishedEvents, ({ address }) => address);
  const document = {
    asyncapi: '3.0.0',
    info: {
      title: 'Constellation event streams',
      version: '1.0.0',
      description: 'CloudEvents 1.0 in JSON. Events carry ids and codes, no personal data, but for those of MAIL.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/cloudevents+json',
    channels: fromEntries([...channels], ([address, events]) => [channelName(address), channel(address, events)]),
    operations: fromEntries([...channels.keys()], (address) => [`send_${channelName(address)}`, send(address)]),
    components: {
      messages: fromEntries(publishedEvents, (event) => [event.type, message(event)]),
      schemas: { CloudEvent: schemaOf(cloudEventEnvelope.omit({ type: true, data: true })) },
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const channelName = (address: string): string => address.replaceAll(/\.\{\w+\}/g, '').replaceAll('.', '_');

function channel(address: string, events: readonly PublishedEvent[]): object {
  const stream = streams.find(({ name }) => name === events[0]?.stream);
  const parameters = [...address.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
  return {
    address,
    title: stream?.name,
    description: `${stream?.description} ${keeping(stream)}`,
    parameters: fromEntries(parameters, (name) => [
      name,
      { description: `\`${name}\` of the event's data; \`-\` for none.` },
    ]),
    messages: fromEntries(events, ({ type }) => [type, { $ref: `#/components/messages/${type}` }]),
  };
}

function keeping({ maxAgeMs, lastPerSubject }: Pick<StreamDefinition, 'maxAgeMs' | 'lastPerSubject'> = {}): string {
  if (!lastPerSubject) return maxAgeMs === undefined ? 'Keeps everything.' : `Keeps ${lasting(maxAgeMs)}.`;
  const newest = 'Keeps the newest event of each subject';
  return maxAgeMs === undefined ? `${newest}.` : `${newest} for ${lasting(maxAgeMs)}.`;
}

function lasting(milliseconds: number): string {
  const hours = milliseconds / 3_600_000;
  return hours < 24 ? `${hours} h` : `${hours / 24} days`;
}

const send = (address: string): object => ({ action: 'send', channel: { $ref: `#/channels/${channelName(address)}` } });

const message = ({ type, source, description, data }: PublishedEvent): object => ({
  name: type,
  title: type,
  summary: description,
  contentType: 'application/cloudevents+json',
  payload: {
    allOf: [
      { $ref: '#/components/schemas/CloudEvent' },
      {
        type: 'object',
        required: ['type', 'source', 'data'],
        properties: { type: { const: type }, source: { const: source }, data: schemaOf(data) },
      },
    ],
  },
});

/** What a reader may rely on; a producer may send more. Draft 7 is what AsyncAPI 3 speaks. */
function schemaOf(schema: z.ZodType): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
  return rest;
}

const fromEntries = <Item, Value>(
  items: readonly Item[],
  entry: (item: Item) => [string, Value],
): Record<string, Value> => Object.fromEntries(items.map(entry));
