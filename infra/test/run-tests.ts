import { parseCLI, startVitest, type Vitest } from 'vitest/node';
import { embeddedOnly } from './distributed.ts';
import type { TestRequest } from './request.ts';
import type { Tally } from './total.ts';

/** Runs the tests that were asked for to their end. */
export async function runTests(request: TestRequest, distributed: boolean): Promise<Tally> {
  const { filter, options } = parseCLI(['vitest', 'run', ...request.vitest]);
  const vitest = await startVitest('test', filter, {
    ...options,
    ...(request.unitOnly && { project: ['unit'] }),
    ...(!distributed && embeddedOnly),
    provide: { size: request.size },
    run: true,
  });
  await vitest.close();
  return tallyOf(vitest, distributed);
}

/** A skipped test is a failed one, unless it was left out with the distributed half; so is a file that does not load. */
function tallyOf({ state }: Vitest, distributed: boolean): Tally {
  const modules = state.getTestModules();
  const states = modules.flatMap(({ children }) => [...children.allTests()].map((test) => test.result().state));
  const count = (wanted: string) => states.filter((found) => found === wanted).length;
  const broken = modules.filter((module) => module.errors().length > 0).length + state.getUnhandledErrors().length;
  const unfinished = distributed ? count('skipped') + count('pending') : count('pending');
  return { passed: count('passed'), failed: count('failed') + unfinished + broken };
}
