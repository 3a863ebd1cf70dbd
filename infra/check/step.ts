import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** One thing that `npm run check` looks at. */
export interface Step {
  readonly name: string;
  /** What is wrong, for people to read; empty when nothing is. */
  readonly complaint: () => Promise<string>;
}

/** What came of a step. */
export interface Verdict {
  readonly name: string;
  readonly complaint: string;
  readonly seconds: number;
}

/** Runs a step to its end; a step that throws has found something too. */
export async function judge({ name, complaint }: Step): Promise<Verdict> {
  const began = performance.now();
  const found = await complaint().catch((error: unknown) =>
    error instanceof Error ? (error.stack ?? '') : String(error),
  );
  return { name, complaint: found.trim(), seconds: (performance.now() - began) / 1000 };
}

/** What a Node script says and how it ends; in the project's folder, without colours. */
export async function runScript(script: string, ...args: string[]): Promise<{ output: string; code: number | null }> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { output: out + err, code };
}

/** A step that is a tool: it complains when the tool ends with another code than 0. */
export const tool = (name: string, script: string, ...args: string[]): Step => ({
  name,
  complaint: async () => {
    const { output, code } = await runScript(script, ...args);
    return code === 0 ? '' : output.trim() || `${script} ended with ${code}`;
  },
});
