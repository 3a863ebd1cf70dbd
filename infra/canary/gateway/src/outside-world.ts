export const today = new Date(); // breaks house/no-current-date
export const port = process.env['PORT']; // breaks node/no-process-env
export const millis = Date.now(); // breaks no-restricted-properties
export const instant = Temporal.Now.instant(); // breaks no-restricted-properties
export const chance = Math.random(); // breaks no-restricted-properties
export let counter = 0; // breaks house/no-module-state import/no-mutable-exports
const seen = new Map<string, number>(); // breaks house/no-module-state

export function count(name: string): void {
  counter += 1;
  seen.set(name, counter);
  console.log(name); // breaks no-console
}
