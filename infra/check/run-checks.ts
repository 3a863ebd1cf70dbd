import { type Step, type Verdict, judge } from './step.ts';

const width = 16;

/** Judges the steps, two at a time, and tells each as it ends: one line, and below it what is wrong. */
export async function runChecks(steps: readonly Step[], tell: (text: string) => void): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const waiting = [...steps];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const verdict = await judge(step);
      tell(lineOf(verdict));
      verdicts.push(verdict);
    }
  };
  await Promise.all([worker(), worker()]);
  return verdicts;
}

function lineOf({ name, complaint, seconds }: Verdict): string {
  const line = `${complaint ? '✗' : '✓'} ${name.padEnd(width)} ${seconds.toFixed(1).padStart(5)} s`;
  return complaint ? `${line}\n${complaint.replaceAll(/^/gm, '    ')}` : line;
}
