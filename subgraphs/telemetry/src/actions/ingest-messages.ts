import { type Message, type Scope, secretHash } from '@constellation/kit';
import { secretHolders } from '../data/secret-holders.queries.ts';
import type { Point } from '../domain/point.ts';
import { pointIn, sentIn, type SentMessage } from '../domain/sent-message.ts';
import { type Ingested, takePoints } from './take-points.ts';

/** How many of the messages and points of a batch came to what. */
export type Tally = Readonly<
  Record<
    'malformed_message' | 'wrong_secret' | 'malformed_point' | 'accepted_point' | 'duplicate_point' | 'rejected_point',
    number
  >
>;

/** A message, the device that its subject names, and by what its secret is known. */
interface Sent extends SentMessage {
  readonly deviceId: string;
  readonly hash: Buffer;
}

/**
 * Stores what devices have sent over the bus, each under its own subject and with its secret. Whatever is not theirs or no
 * point is counted and done with: nobody would hear of it, and it will not be better later.
 */
export async function ingestMessages({ em, log }: Scope, messages: readonly Message[]): Promise<Tally> {
  const sent = messages.flatMap(readMessage);
  const hashes = new Map(sent.map(({ secret, hash }) => [secret, hash]));
  const holders = hashes.size === 0 ? new Map<string, string>() : await secretHolders(em, [...hashes.values()]);
  const trusted = sent.filter(({ hash, deviceId }) => holders.get(hash.toString('hex')) === deviceId);
  const read = trusted.flatMap(({ points, deviceId }) => points.map((point) => pointIn(point, deviceId)));
  const points = read.filter((point): point is Point => point !== undefined);
  const taken = await all(inLanes(points).map((lane) => takePoints(em, lane, () => true)));
  const tally = {
    malformed_message: messages.length - sent.length,
    wrong_secret: sent.length - trusted.length,
    malformed_point: read.length - points.length,
    accepted_point: sum(taken, ({ accepted }) => accepted),
    duplicate_point: sum(taken, ({ duplicates }) => duplicates),
    rejected_point: sum(taken, ({ rejected }) => rejected.length),
  };
  if (messages.length > trusted.length) log.warn(tally, 'messages of devices were not taken');
  return tally;
}

/** Points that are stored by one transaction while others are by another, if there are many; all of a device go together. */
function inLanes(points: readonly Point[]): readonly (readonly Point[])[] {
  if (points.length < fewestForLanes) return points.length === 0 ? [] : [points];
  // The last byte of a UUIDv7 is random.
  return [...Map.groupBy(points, ({ deviceId }) => Number.parseInt(deviceId.slice(-1), 16) % lanes).values()];
}

/** Like `Promise.all`, but that nothing is under way any more when it rejects. */
async function all<Result>(work: readonly Promise<Result>[]): Promise<Result[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

const fewestForLanes = 1_000;
const lanes = 2;

const sum = (taken: readonly Ingested[], count: (ingested: Ingested) => number): number =>
  taken.reduce((total, each) => total + count(each), 0);

function readMessage({ subject, event }: Message): readonly Sent[] {
  const sent = sentIn(event.data);
  return sent
    ? [{ ...sent, deviceId: subject.slice(subject.lastIndexOf('.') + 1), hash: secretHash(sent.secret) }]
    : [];
}
