/** How far from 0 a value may be: so far that sums of as many as there can ever be are still numbers. */
export const largest = 1e100;

/** What is nearer to 0 counts as 0, as PostgreSQL refuses to divide it. */
const smallest = 1 / largest;

/** A finite value as it is kept. */
export const kept = (value: number): number => (Math.abs(value) < smallest ? 0 : value);
