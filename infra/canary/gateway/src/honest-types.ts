import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream'; // breaks typescript/consistent-type-imports

interface Answer {
  readonly status: 'open' | 'closed';
}

export const untyped: any = JSON.parse('1'); // breaks typescript/no-explicit-any typescript/no-unsafe-assignment
export const returned = (): Answer => untyped; // breaks typescript/no-unsafe-return
export const called: unknown = untyped(); // breaks typescript/no-unsafe-call
export const member: unknown = untyped.status; // breaks typescript/no-unsafe-member-access
export const given = readFileSync(untyped); // breaks typescript/no-unsafe-argument
export const first = (list: readonly string[]): string => list[0]!; // breaks typescript/no-non-null-assertion
export const believed = { status: 'ajar' } as unknown; // breaks house/as-only-at-parse
export const read = (stream: Readable): unknown => stream.read();
export const parsed = JSON.parse('{}') as Answer;

// @ts-ignore breaks typescript/ban-ts-comment
export const wrong: number = 'one';

export enum Status { // breaks house/no-enums
  Open,
}

const sealed = (target: object) => target;

@sealed // breaks house/no-decorators
export class Sealed {
  readonly seal = 1;
}

export function describe(answer: Answer): string {
  switch (answer.status) { // breaks typescript/switch-exhaustiveness-check
    case 'open':
      return 'open';
  }
  return '';
}

export const spread = { ...new Map<string, string>() }; // breaks typescript/no-misused-spread
