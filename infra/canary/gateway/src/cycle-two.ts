import type { One } from './cycle-one.ts'; // breaks import/no-cycle

export interface Two {
  readonly one: One;
}
