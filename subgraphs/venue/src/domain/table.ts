import { kept } from '@constellation/kit/input';
import { z } from 'zod';
import { between, line, whole } from './rules.ts';

/** A table's outline seen from above. */
export const tableShapes = ['ROUND', 'SQUARE', 'RECTANGLE', 'BAR'] as const;
type TableShape = (typeof tableShapes)[number];

/** A table and where it stands: metres from the room's upper left corner, degrees clockwise. */
export interface PlacedTable {
  readonly id: string;
  readonly label: string;
  readonly minParty: number;
  readonly maxParty: number;
  readonly zone: string | null;
  readonly x: number;
  readonly y: number;
  readonly rotation: number;
  readonly shape: TableShape;
}

export const tableLabel = line(40);

/** How many people a party may have. */
export const partySize = whole(1, 1_000);

const position = z.number().min(0, 'must be within the room');

/** A change of a table, or, without `id`, a new one. */
export const tableChange = z.object({
  id: z.string().nullish(),
  label: kept(tableLabel),
  minParty: kept(partySize),
  maxParty: kept(partySize),
  zone: line(40).nullable().exactOptional(),
  x: kept(position),
  y: kept(position),
  rotation: kept(between(0, 360)),
  shape: kept(z.enum(tableShapes)),
});

export type TableChange = z.output<typeof tableChange>;

const collator = new Intl.Collator('en', { numeric: true });

/** Order of tables as people count: T2 before T10. */
export const byLabel = (one: { readonly label: string }, other: { readonly label: string }): number =>
  collator.compare(one.label, other.label);
