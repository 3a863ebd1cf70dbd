/** What waits, in a lane for each who asked: all lanes get equal times, however much waits in them and however long it takes. */
export interface Lanes<Item> {
  /** In all lanes together. */
  readonly length: number;
  lengthOf(lane: string): number;
  add(lane: string, item: Item): void;
  /** Whose turn it is: of one lane in the order they came, until its time is used up. */
  next(): Item | undefined;
  /** How long something from a lane took. Who has used more than a turn is passed over until the others had as much. */
  charge(lane: string, tookMs: number): void;
}

/** Milliseconds of work that a lane gets by turns. */
const turnMs = 5;

interface Lane<Item> {
  readonly items: Item[];
  leftMs: number;
}

/** Deficit round robin (Shreedhar and Varghese, 1996), charged afterwards, as nobody knows before how long something takes. */
export function openLanes<Item>(): Lanes<Item> {
  const lanes = new Map<string, Lane<Item>>();
  let length = 0;
  const lane = (name: string) => lanes.getOrInsertComputed(name, () => ({ items: [], leftMs: turnMs }));
  return {
    get length() {
      return length;
    },
    lengthOf: (name) => lanes.get(name)?.items.length ?? 0,
    add(name, item) {
      lane(name).items.push(item);
      length += 1;
    },
    next() {
      for (const [name, { items, leftMs }] of lanes) {
        const item = leftMs > 0 ? items.shift() : undefined;
        if (item !== undefined) {
          length -= 1;
          return item;
        }
        // To the end, behind everybody else; who has nothing waiting and owes nothing is forgotten.
        lanes.delete(name);
        if (items.length > 0 || leftMs < 0) lanes.set(name, { items, leftMs: Math.min(leftMs + turnMs, turnMs) });
      }
      return undefined;
    },
    charge(name, tookMs) {
      lane(name).leftMs -= tookMs;
    },
  };
}
