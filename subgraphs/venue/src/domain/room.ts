import { invalid, kept } from '@constellation/kit/input';
import { Refusal } from '@constellation/kit/refusal';
import { z } from 'zod';
import { line } from './rules.ts';

const longestSide = 1_000;
const metres = z
  .number()
  .positive('must be more than 0 metres')
  .max(longestSide, `must be at most ${longestSide} metres`);

/** What a new room must be like. */
export const newRoom = z.object({
  venueId: z.string(),
  name: line(200),
  width: metres.default(20),
  height: metres.default(20),
});

export type NewRoom = z.input<typeof newRoom>;

/** What a change of a room must be like. */
export const roomChange = z.object({
  id: z.string(),
  name: kept(line(200)),
  width: kept(metres),
  height: kept(metres),
});

export type RoomChange = z.input<typeof roomChange>;

/**
 * Keeps a room as it was when it went out of use.
 * @throws Refusal ROOM_RETIRED; `path` leads to its id.
 */
export function refuseRetired(
  { retiredAt }: { readonly retiredAt: Temporal.Instant | null },
  path: readonly string[],
): void {
  if (retiredAt) throw new Refusal('ROOM_RETIRED', 'The room is out of use for good', { path });
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Whether a change gives a room another size. */
export const resizes = (room: Size, change: Partial<Size>): boolean =>
  (change.width ?? room.width) !== room.width || (change.height ?? room.height) !== room.height;

/**
 * Keeps a room so large that its tables stand within it.
 * @throws Refusal INVALID_INPUT that leads to the side that is too short.
 */
export function judgeSize(
  { width, height }: Size,
  tables: readonly { readonly x: number; readonly y: number }[],
): void {
  if (tables.some(({ x }) => x > width)) throw invalid('must leave every table within the room', 'width');
  if (tables.some(({ y }) => y > height)) throw invalid('must leave every table within the room', 'height');
}
