import { statSync } from 'node:fs';
import { resolve, sep } from 'node:path';

/** What `npm test` and its kin were asked for. */
export interface TestRequest {
  /** Types, lint and the rest too, not only tests. */
  readonly checks: boolean;
  /** Only the tests that sit beside the code, or only those of the whole system. */
  readonly project?: 'unit' | 'system';
  readonly size: 'small' | 'full';
  /** What remains for vitest; a folder means the tests in it. */
  readonly vitest: readonly string[];
}

/** Reads the arguments: whoever narrows the tests is at work on something and wants neither checks nor the other half. */
export function readRequest(args: readonly string[]): TestRequest {
  const own = ['--unit', '--system', '--full'];
  const rest = args.filter((argument) => !own.includes(argument));
  const project = (['unit', 'system'] as const).find((each) => args.includes(`--${each}`));
  return {
    checks: project === undefined && rest.length === 0,
    ...(project && { project }),
    size: args.includes('--full') ? 'full' : 'small',
    vitest: rest.map(asFilter),
  };
}

/** vitest takes a filter as a part of a path: a folder's ends with a separator, so that `kit` is not `toolkit`. */
function asFilter(argument: string): string {
  const isFolder = !argument.startsWith('-') && statSync(argument, { throwIfNoEntry: false })?.isDirectory();
  return isFolder ? resolve(argument) + sep : argument;
}
