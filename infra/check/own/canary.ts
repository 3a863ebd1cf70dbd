import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import config from '../../canary/oxlint.config.ts';
import { findings, ruleOf } from './oxlint.ts';
import { nameComplaints } from './names.ts';
import { sourceFiles } from './source-files.ts';

const canary = 'infra/canary';

/** What the canary's files say about themselves: `path:line rule` for each rule that a line's `// breaks …` names. */
export function announced(path: string, source: string): string[] {
  return source.split('\n').flatMap((line, index) => {
    const [, rules = ''] = /\/\/.*\bbreaks (.+)$/.exec(line) ?? [];
    return rules.split(' ').filter(Boolean).map((rule) => `${path}:${index + 1} ${rule}`);
  });
}
