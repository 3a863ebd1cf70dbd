import { runChecks } from '../check/run-checks.ts';
import { steps } from '../check/steps.ts';
import { missingServers, notRun } from './distributed.ts';
import { readRequest } from './request.ts';
import { runTests } from './run-tests.ts';
import { exitCodeOf, sum, type Tally, totalLine } from './total.ts';

const request = readRequest(process.argv.slice(2));
const missing = missingServers();

const tally = sum([await checked(), await runTests(request)]);
if (missing.length > 0) console.log(notRun(missing));
console.log(totalLine(tally));
process.exitCode = exitCodeOf(tally, missing.length > 0);

async function checked(): Promise<Tally> {
  const verdicts = request.checks ? await runChecks(steps, console.log) : [];
  const failed = verdicts.filter(({ complaint }) => complaint).length;
  return { passed: verdicts.length - failed, failed };
}
