import { type ChildProcess, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

/** Counts the signals that reach it within a while, tells, and ends with 3. */
const program = `
  let signals = 0;
  process.on('SIGTERM', () => {
    signals += 1;
    if (signals === 1) setTimeout(() => { console.log('signals:', signals); process.exit(3); }, 300);
  });
  setInterval(() => {}, 1_000);
  console.error('ready');`;

/** Does what the launcher does with a command. */
const launcher = `
  import { runChild } from ${JSON.stringify(import.meta.resolve('./child.mjs'))};
  const leash = ${JSON.stringify(import.meta.resolve('./leash.mjs'))} + '?launcher=' + process.pid;
  const args = ['--import', leash, '--eval', ${JSON.stringify(program)}];
  const { code } = await runChild(process.execPath, args, { env: process.env, cwd: '.', leashed: true });
  process.exitCode = code;`;

/** Starts a launcher as the leader of a process group, as npm is one, and waits for its command to be ready. */
async function launched(): Promise<{
  process: ChildProcess;
  group: number;
  said: Promise<string>;
  ended: Promise<number | null>;
}> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', launcher], { detached: true });
  const said = text(child.stdout);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await new Promise((resolve) => child.stderr.once('data', resolve));
  return { process: child, group: -Number(child.pid), said, ended };
}

test('a signal to the whole group and one more to the launcher reach the command once, and its exit code comes back', async () => {
  const launch = await launched();

  process.kill(launch.group, 'SIGTERM');
  launch.process.kill('SIGTERM');

  expect(await launch.said).toBe('signals: 1\n');
  expect(await launch.ended).toBe(3);
});

test('a launcher that is killed outright takes its command along, which still ends in order', async () => {
  const launch = await launched();

  launch.process.kill('SIGKILL');

  expect(await launch.said).toBe('signals: 1\n');
});
