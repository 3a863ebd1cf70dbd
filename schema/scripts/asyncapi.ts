import { z } from 'zod';
import { cloudEventEnvelope } from '../src/cloud-event.ts';
import type { PublishedEvent } from '../src/events/event-contract.ts';
import { publishedEvents } from '../src/events/events.ts';
import { sentReadings } from '../src/events/sent-readings.ts';
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
    channels: {
      ...fromEntries([...channels], ([address, events]) => [channelName(address), channel(address, events)]),
      [channelName(ingestAddress)]: ingestChannel(),
    },
    operations: {
      ...fromEntries([...channels.keys()], (address) => [`send_${channelName(address)}`, send(address)]),
      [`receive_${channelName(ingestAddress)}`]: { ...send(ingestAddress), action: 'receive' },
    },
    components: {
      messages: {
        ...fromEntries(publishedEvents, (event) => [event.type, message(event)]),
        [ingestMessage]: rawMessage(),
      },
      schemas: { CloudEvent: schemaOf(cloudEventEnvelope.omit({ type: true, data: true })) },
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const ingestAddress = 'telemetry.ingest.{deviceId}';
const ingestMessage = 'telemetry.ingest';

/** The one channel whose messages come from outside and are no events. */
function ingestChannel(): object {
  const stream = streams.find(({ name }) => name === 'INGEST');
  return {
    address: ingestAddress,
    title: stream?.name,
    description: `${stream?.description} Over MQTT 3.1.1 the topic is \`telemetry/ingest/{deviceId}\`.`,
    parameters: { deviceId: { description: 'The id of the device whose secret the message has.' } },
    messages: { [ingestMessage]: { $ref: `#/components/messages/${ingestMessage}` } },
  };
}

const rawMessage = (): object => ({
  name: ingestMessage,
  title: ingestMessage,
  summary: 'What a device has measured: JSON as it is, in no envelope. Sending it again changes nothing.',
  contentType: 'application/json',
  payload: schemaOf(sentReadings),
});

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
  if (hours < 1) return `${hours * 60} min`;
  return hours < 24 ? `${hours} h` : `${hours / 24} days`;
}

const send = (address: string): object => ({ action: 'send', channel: { $ref: `#/channels/${channelName(address)}` } });

const message = ({ type, source, otherSources, description, data }: PublishedEvent): object => ({
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
        properties: {
          type: { const: type },
          source: otherSources ? { enum: [source, ...otherSources] } : { const: source },
          data: schemaOf(data),
        },
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
