import { canaryComplaints } from './own/canary.ts';
import { houseCodes, houseNames, houseSecrets, houseSizes, houseSql } from './own/house.ts';
import { oxlintScript } from './own/oxlint.ts';
import { type Step, tool } from './step.ts';

const own = (name: string, complaints: () => string[] | Promise<string[]>): Step => ({
  name,
  complaint: async () => (await complaints()).join('\n'),
});

/** Everything that `npm run check` looks at, the slow ones first. */
export const steps: readonly Step[] = [
  tool('schema', 'schema/scripts/check.ts'),
  tool('generated files', 'schema/scripts/generate.ts', '--check'),
  tool('unused code', 'node_modules/knip/bin/knip.js', '--no-progress'),
  tool('lint', oxlintScript),
  tool('types', 'node_modules/typescript/bin/tsc', '-p', '.'),
  own('canary', canaryComplaints),
  own('sizes', houseSizes),
  tool('format', 'node_modules/oxfmt/bin/oxfmt', '--check', '.'),
  own('names', houseNames),
  own('sql', houseSql),
  own('codes', houseCodes),
  own('secrets', houseSecrets),
];
