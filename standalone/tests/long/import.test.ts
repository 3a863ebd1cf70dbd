import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test, vi } from 'vitest';
import type { Child } from '../fixtures/child.ts';
import { openHome } from '../fixtures/home.ts';
import { runGenerate, startImport } from '../fixtures/import-command.ts';

const count = inject('size') === 'full' ? 1_000_000 : 50_000;
const grouped = new Intl.NumberFormat('en').format(count).replaceAll(',', ' ');

/** The most memory that a process has had so far, in MiB. */
async function peakOf({ pid }: Child): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}

/** Runs an import to its end, and says how long it took and how much memory it had. */
async function measured(child: Child) {
  await using running = child;
  const from = performance.now();
  let isOver = false;
  let peakMiB = 0;
  const end = running.end.finally(() => (isOver = true));
  await vi.waitUntil(
    async () => {
      peakMiB = Math.max(peakMiB, await peakOf(running));
      return isOver;
    },
    { interval: 250, timeout: 1_500_000 },
  );
  const { code } = await end;
  return { code, output: running.output(), peakMiB, seconds: (performance.now() - from) / 1_000 };
}

test(
  'however many people there are, they are taken over in the same memory, and a second import finds all of them',
  { timeout: 1_800_000 },
  async () => {
    await using home = await openHome('embedded');
    await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-million-'));
    const file = join(folder.path, 'users.sql');
    await runGenerate(String(count), file);

    const first = await measured(startImport(home.place, file));
    const second = await measured(startImport(home.place, file));

    const { code, output, peakMiB, seconds } = first;
    process.stdout.write(
      `      ${grouped} people: ${seconds.toFixed(0)} s, at most ${peakMiB.toFixed(0)} MiB; ` +
        `again ${second.seconds.toFixed(0)} s, ${second.peakMiB.toFixed(0)} MiB\n`,
    );
    expect(code).toBe(0);
    expect(output).toMatch(
      new RegExp(`^${grouped} read: ${grouped} imported, 0 were there already, 0 rejected\\.$`, 'm'),
    );
    expect(second.output).toMatch(
      new RegExp(`^${grouped} read: 0 imported, ${grouped} were there already, 0 rejected\\.$`, 'm'),
    );
    expect(Math.max(peakMiB, second.peakMiB)).toBeLessThan(600);
  },
);
