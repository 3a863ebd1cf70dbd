import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 30_000 });

/** A process whose life is `run` over this body of `open`, which may use what stands above it. */
function start(open: string, deadlineMs = 60_000) {
  const program = `
    import { once } from 'node:events';
    import { openLog } from '${new URL('log.ts', import.meta.url).href}';
    import { run } from '${new URL('shutdown.ts', import.meta.url).href}';
    const say = (word) => void process.stdout.write(word + ' ');
    const closing = (dispose) => ({ [Symbol.asyncDispose]: dispose });
    const never = () => new Promise(() => {});
    const log = openLog({ name: 'test', level: 'info', destination: { write: (line) => process.stderr.write(line) } });
    await run(async () => { ${open} }, { log, deadlineMs: ${deadlineMs} });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program]);
  const heard = { said: '', logged: '' };
  child.stdout.on('data', (data) => (heard.said += data));
  child.stderr.on('data', (data) => (heard.logged += data));
  const ended = once(child, 'close').then(([code]) => ({ code, said: heard.said.trim(), logged: heard.logged }));
  return {
    ended,
    says: (word: string) => expect.poll(() => heard.said).toContain(word),
    signal: (name: NodeJS.Signals) => child.kill(name),
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  };
}

test.each(['SIGTERM', 'SIGINT'] as const)('%s closes what was opened and ends the process with 0', async (signal) => {
  using child = start(`say('open'); return closing(async () => say('closed'));`);
  await child.says('open');

  child.signal(signal);

  expect(await child.ended).toMatchObject({ code: 0, said: 'open closed', logged: expect.stringContaining(signal) });
});

test('a signal while it opens is honoured as soon as there is something to close', async () => {
  using child = start(`
    say('opening');
    await once(process, 'SIGTERM');
    say('open');
    return closing(async () => say('closed'));`);
  await child.says('opening');

  child.signal('SIGTERM');

  expect(await child.ended).toMatchObject({ code: 0, said: 'opening open closed' });
});

test('an opening that fails closes its parts, says why and ends with 1', async () => {
  using child = start(`
    await using parts = new AsyncDisposableStack();
    parts.defer(async () => say('closed'));
    throw new Error('no database');`);

  expect(await child.ended).toMatchObject({ code: 1, said: 'closed', logged: expect.stringContaining('no database') });
});

test('a closing that fails says why and ends with 1', async () => {
  using child = start(`say('open'); return closing(async () => { throw new Error('stuck valve'); });`);
  await child.says('open');

  child.signal('SIGTERM');

  expect(await child.ended).toMatchObject({ code: 1, logged: expect.stringContaining('stuck valve') });
});

test('a closing that takes too long is cut off with 1', async () => {
  using child = start(`say('open'); return closing(never);`, 50);
  await child.says('open');

  child.signal('SIGTERM');

  expect(await child.ended).toMatchObject({ code: 1, logged: expect.stringContaining('not closed within 50 ms') });
});

test('an opening that never ends is cut off too, once there was a signal', async () => {
  using child = start(`say('opening'); await never();`, 50);
  await child.says('opening');

  child.signal('SIGTERM');

  expect(await child.ended).toMatchObject({ code: 1, logged: expect.stringContaining('not closed within 50 ms') });
});

test('a second signal ends it at once with 1', async () => {
  using child = start(`say('open'); return closing(() => { say('closing'); return never(); });`);
  await child.says('open');
  child.signal('SIGINT');
  await child.says('closing');

  child.signal('SIGINT');

  expect(await child.ended).toMatchObject({ code: 1, logged: expect.stringContaining('second signal') });
});

test.each([
  ['an exception', `setImmediate(() => { throw new Error('bug'); });`],
  ['a rejection', `void Promise.reject(new Error('bug'));`],
])('%s that nobody caught is logged, closes what was opened and ends with 1', async (_what, bug) => {
  using child = start(`${bug} return closing(async () => say('closed'));`);

  expect(await child.ended).toMatchObject({ code: 1, said: 'closed', logged: expect.stringContaining('bug') });
});

test('a bug while closing after a signal still ends with 1', async () => {
  using child = start(
    `say('open'); return closing(async () => { Promise.reject(new Error('bug')); await once(process, 'uncaughtException'); });`,
  );
  await child.says('open');

  child.signal('SIGTERM');

  expect(await child.ended).toMatchObject({ code: 1, logged: expect.stringContaining('bug') });
});
