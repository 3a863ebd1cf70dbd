import type { Two } from './cycle-two.ts'; // breaks import/no-cycle

export interface One {
  readonly two: Two;
}
