import { runScript } from '../step.ts';

/** What oxlint found, in the shape of its JSON report. */
export interface Finding {
  readonly filename: string;
  /** As in `eslint(max-lines)`. */
  readonly code: string;
  readonly message: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

/** The path of oxlint's script. */
export const oxlintScript = 'node_modules/oxlint/bin/oxlint';

/** Runs oxlint with its JSON report; throws when it does not get to report. */
export async function findings(...args: string[]): Promise<readonly Finding[]> {
  const { output } = await runScript(oxlintScript, '--format', 'json', ...args);
  if (!output.trimStart().startsWith('{')) throw new Error(output);
  const report = JSON.parse(output) as { diagnostics: readonly Finding[] };
  return report.diagnostics;
}

/** A rule as the configuration names it: `eslint(max-lines)` is `max-lines`, `house(no-enums)` is `house/no-enums`. */
export function ruleOf({ code }: Finding): string {
  const [, plugin, name] = /^([\w-]+)\(([\w-]+)\)$/.exec(code) ?? [];
  return plugin === 'eslint' ? (name ?? code) : `${plugin}/${name}`;
}
