/** Finest step of a search, in milliseconds: nothing here is known better. */
const finestMs = 1;

/** Where a function of time changes its sign between two moments, to the millisecond; it has another sign at each. */
export function crossing(value: (atMs: number) => number, fromMs: number, toMs: number): number {
  const isPositive = value(toMs) > 0;
  let [before, after] = [fromMs, toMs];
  while (after - before > finestMs) {
    const middle = (before + after) / 2;
    if (value(middle) > 0 === isPositive) after = middle;
    else before = middle;
  }
  return Math.round((before + after) / 2);
}

const golden = (Math.sqrt(5) - 1) / 2;

/** Where a function of time is highest between two moments, to the millisecond; it has one summit there. */
export function summit(value: (atMs: number) => number, fromMs: number, toMs: number): number {
  let [start, end] = [fromMs, toMs];
  let [left, right] = [end - golden * (end - start), start + golden * (end - start)];
  let [leftValue, rightValue] = [value(left), value(right)];
  while (end - start > finestMs) {
    if (leftValue < rightValue) {
      [start, left, leftValue] = [left, right, rightValue];
      right = start + golden * (end - start);
      rightValue = value(right);
    } else {
      [end, right, rightValue] = [right, left, leftValue];
      left = end - golden * (end - start);
      leftValue = value(left);
    }
  }
  return Math.round((start + end) / 2);
}
