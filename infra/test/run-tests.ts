import { createVitest, parseCLI, type Vitest } from 'vitest/node';
import type { TestRequest } from './request.ts';
import type { Tally } from './total.ts';

/** Kills and outages that take long: they belong to the full run, and to whoever asks for them by name. */
const long = '/standalone/tests/long/';

/** Runs the tests that were asked for to their end. */
export async function runTests(request: TestRequest): Promise<Tally> {
  const project = request.project ? ['--project', `${request.project}*`] : [];
  const isWhole = request.size === 'full' || request.vitest.length > 0;
  const { filter, options } = parseCLI(['vitest', 'run', ...project, ...request.vitest]);
  const vitest = await createVitest('test', { ...options, watch: false });
  for (const each of vitest.projects) each.provide('size', request.size);
  try {
    const found = await vitest.globTestSpecifications(filter);
    const wanted = isWhole ? found : found.filter(({ moduleId }) => !moduleId.includes(long));
    if (wanted.length > 0) {
      await vitest.standalone();
      await vitest.runTestSpecifications(wanted, isWhole);
    }
    return tallyOf(vitest);
  } finally {
    await vitest.close();
  }
}

/** A file that does not load failed, and so did a skipped test unless tests were chosen by name. */
function tallyOf({ state, config }: Vitest): Tally {
  const modules = state.getTestModules();
  const states = modules.flatMap(({ children }) => [...children.allTests()].map((test) => test.result().state));
  const count = (wanted: string) => states.filter((found) => found === wanted).length;
  const broken = modules.filter((module) => module.errors().length > 0).length + state.getUnhandledErrors().length;
  const skipped = config.testNamePattern ? 0 : count('skipped');
  return { passed: count('passed'), failed: count('failed') + count('pending') + skipped + broken };
}
