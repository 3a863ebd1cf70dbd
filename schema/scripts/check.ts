import { findings, stillMissing } from './checks/checks.ts';

for (const { promise, problems } of findings()) {
  console.log(`${problems.length === 0 ? 'ok' : 'NO'}  The published schema ${promise}`);
  for (const problem of problems) console.log(`    ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}
console.log(`\nStill missing from the contract:\n${stillMissing().join('\n')}`);
