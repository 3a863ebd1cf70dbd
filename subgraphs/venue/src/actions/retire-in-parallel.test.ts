import { afterAll, expect, test } from 'vitest';
import type { LayoutChange } from '../domain/table-layout.ts';
import { openVenues } from '../testing/open-venues.ts';
import { roomsIn } from '../testing/rooms.ts';
import { createRoom } from './create-room.ts';
import { lookUpRoom } from './find-room.ts';
import { retireRoom } from './retire-room.ts';
import { setOpeningHours } from './set-opening-hours.ts';
import { updateRoom } from './update-room.ts';

const venues = await openVenues();
afterAll(() => venues[Symbol.asyncDispose]());

const { change, roomWithTables, tableIdsOf, tablesOf, tablesEverOf } = roomsIn(venues);

/** Something that is done together with others. */
type Call = () => Promise<unknown>;

const retiring = (id: string) => () => retireRoom(venues.scope(), { id });
const changing = (roomId: string, input: Omit<LayoutChange, 'roomId'>) => () => change(roomId, input);
const widening = (id: string, width: number) => () => updateRoom(venues.scope(), { input: { id, width } });
const creating = (venueId: string, name: string) => () => createRoom(venues.scope(), { input: { venueId, name } });
const closing = (venueId: string) => () => setOpeningHours(venues.scope(), { input: { venueId, hours: [] } });

/** Makes calls at once, and tells what became of them: `done` or the code of a refusal. */
async function outcomesOf(calls: readonly Call[]): Promise<readonly string[]> {
  const outcomes = await Promise.allSettled(calls.map((call) => call()));
  return outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'done' : codeOf(outcome.reason)));
}

const codeOf = (reason: unknown) => String(Reflect.get(Object(reason), 'code'));

const doneOf = (outcomes: readonly string[]) => outcomes.filter((outcome) => outcome === 'done');

const versionsOf = async (venueId: string) => (await venues.snapshots(venueId)).map(({ version }) => version);

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

test('of twenty at once who retire a room each succeeds and one does it', async () => {
  const room = await roomWithTables('A', 'B');

  const retired = await Promise.all(upTo(20).map(retiring(room.id)));

  expect(new Set(retired.map(({ retiredAt }) => String(retiredAt))).size).toBe(1);
  expect(retired.map(({ layoutVersion }) => layoutVersion)).toEqual(Array.from({ length: 20 }, () => 3));
  expect(await versionsOf(room.venueId)).toEqual(upTo(4));
});

test('tables that are retired and moved at once are retired, and each move was done before or is refused', async () => {
  const room = await roomWithTables('A', 'B', 'C', 'D');
  const ids = await tableIdsOf(room.id);
  const calls = ids.flatMap((id) => [
    changing(room.id, { tables: [{ id, x: 1 }] }),
    changing(room.id, { retire: [id] }),
    changing(room.id, { tables: [{ id, y: 1 }] }),
  ]);

  const outcomes = await outcomesOf(calls);

  expect(['done', 'NOT_FOUND']).toEqual(expect.arrayContaining([...outcomes]));
  expect(outcomes.filter((_, index) => index % 3 === 1)).toEqual(['done', 'done', 'done', 'done']);
  expect(await tablesOf(room.id)).toEqual([]);
  const changes = doneOf(outcomes).length;
  expect(await versionsOf(room.venueId)).toEqual(upTo(3 + changes));
  expect(await lookUpRoom(venues.scope(), room.id)).toMatchObject({ layoutVersion: 2 + changes });
});

test('one table that many retire and replace at once leaves one of its label', async () => {
  const room = await roomWithTables('A');
  const replacement = changing(room.id, {
    retire: await tableIdsOf(room.id),
    tables: [{ label: 'A', maxParty: 2 }],
  });

  const outcomes = await outcomesOf(upTo(10).map(() => replacement));

  expect(outcomes.toSorted()).toEqual([...Array.from({ length: 9 }, () => 'DUPLICATE_LABEL'), 'done']);
  expect(await tablesOf(room.id)).toHaveLength(1);
});

test('a room that is retired while its layout and its size change keeps no table in use', async () => {
  const room = await roomWithTables('A');
  const changes = upTo(8).flatMap((number) => [
    changing(room.id, { tables: [{ label: `T${number}`, maxParty: 2 }] }),
    widening(room.id, 10 + number),
  ]);
  const retirements = [retiring(room.id), retiring(room.id)];

  const outcomes = await outcomesOf([...changes.slice(0, 5), ...retirements, ...changes.slice(5)]);

  expect(['done', 'ROOM_RETIRED']).toEqual(expect.arrayContaining([...outcomes]));
  expect(outcomes.slice(5, 7)).toEqual(['done', 'done']);
  expect(await tablesOf(room.id)).toEqual([]);
  expect((await tablesEverOf(room.id)).filter(({ retiredAt }) => retiredAt === null)).toEqual([]);
  expect(await versionsOf(room.venueId)).toEqual(upTo(3 + doneOf(outcomes).length - 1));
  expect((await venues.snapshots(room.venueId)).at(-1)?.event.data.rooms).toEqual([]);
});

test('rooms of one venue that are created, changed and retired at once all get through', async () => {
  const first = await roomWithTables('A');
  const { venueId } = first;
  const rooms = await Promise.all(upTo(6).map((number) => creating(venueId, `Room ${number}`)()));
  const calls = rooms.flatMap(({ id }, index) => [
    creating(venueId, `New ${index}`),
    index % 2 ? retiring(id) : changing(id, { tables: [{ label: 'T', maxParty: 2 }] }),
    closing(venueId),
  ]);

  const outcomes = await outcomesOf([...calls, changing(first.id, { retire: await tableIdsOf(first.id) })]);

  expect(outcomes).toEqual(Array.from({ length: 19 }, () => 'done'));
  expect(await versionsOf(venueId)).toEqual(upTo(3 + 6 + 19));
});
