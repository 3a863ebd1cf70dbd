/** What waits, in a lane for each who asked: all lanes get on at the same pace, however long they are. */
export interface Lanes<Item> {
  /** In all lanes together. */
  readonly length: number;
  lengthOf(lane: string): number;
  add(lane: string, item: Item): void;
  /** Of each lane one, by turns; of one lane in the order they came. */
  next(): Item | undefined;
}

export function openLanes<Item>(): Lanes<Item> {
  const lanes = new Map<string, Item[]>();
  let length = 0;
  return {
    get length() {
      return length;
    },
    lengthOf: (lane) => lanes.get(lane)?.length ?? 0,
    add(lane, item) {
      lanes.getOrInsertComputed(lane, () => []).push(item);
      length += 1;
    },
    next() {
      const [turn] = lanes;
      if (!turn) return undefined;
      const [lane, items] = turn;
      const item = items.shift();
      length -= 1;
      // To the end, behind everybody else.
      lanes.delete(lane);
      if (items.length > 0) lanes.set(lane, items);
      return item;
    },
  };
}
