import { runChecks } from './run-checks.ts';
import { steps } from './steps.ts';

const verdicts = await runChecks(steps, console.log);
if (verdicts.some(({ complaint }) => complaint)) process.exitCode = 1;
