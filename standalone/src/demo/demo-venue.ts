/** A place as the demo describes it; inputs of the venue subgraph's mutations, ids left out. */
export interface DemoVenue {
  readonly venue: {
    readonly slug: string;
    readonly name: string;
    readonly kind: 'RESTAURANT' | 'BAR' | 'OBSERVATORY' | 'PLANETARIUM' | 'CONCERT_HALL' | 'MUSEUM';
    readonly description: string;
    readonly address: Readonly<Record<'line1' | 'city' | 'postalCode' | 'country', string>>;
    readonly location: Readonly<Record<'latitude' | 'longitude' | 'elevation', number>>;
    readonly timeZone: string;
  };
  readonly hours: readonly { readonly weekday: Weekday; readonly opens: string; readonly closes: string }[];
  readonly rooms: readonly DemoRoom[];
}

export interface DemoRoom {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly tables: readonly DemoTable[];
  readonly combinations?: readonly {
    readonly labels: readonly string[];
    readonly minParty: number;
    readonly maxParty: number;
  }[];
}

export interface DemoTable {
  readonly label: string;
  readonly minParty?: number;
  readonly maxParty: number;
  readonly x: number;
  readonly y: number;
  readonly shape?: 'ROUND' | 'SQUARE' | 'RECTANGLE' | 'BAR';
  readonly zone?: string;
}

type Weekday = (typeof week)[number];
const week = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

/** The same hours on each of some days. */
export const on = (weekdays: readonly Weekday[], opens: string, closes: string) =>
  weekdays.map((weekday) => ({ weekday, opens, closes }));

export const everyDay: readonly Weekday[] = week;

/** A row of like tables, `label` counted up, two metres apart. */
export const row = (
  prefix: string,
  count: number,
  table: Omit<DemoTable, 'label' | 'x'> & { readonly x?: number },
): DemoTable[] =>
  Array.from({ length: count }, (_, index) => ({
    ...table,
    label: `${prefix}${index + 1}`,
    x: (table.x ?? 1) + 2 * index,
  }));
