import fs from 'fs'; // breaks unicorn/prefer-node-protocol

export class TableManager { // breaks house/precise-names
  readonly tables = 1;
}
export interface IBooking { // breaks house/precise-names
  readonly id: string;
}
export type BookingService = IBooking; // breaks house/precise-names

/* TODO */ // breaks no-warning-comments
export function same(left: unknown, right: unknown) {
  var answer = left == right; // breaks no-var eqeqeq
  let copy = answer; // breaks prefer-const
  return { copy: copy }; // breaks object-shorthand
}

export default fs; // breaks import/no-default-export
