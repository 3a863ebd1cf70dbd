import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A shell that runs a script when this is disposed or this process is gone, however that happens. */
export function lastWill(script: string, ...args: readonly string[]): AsyncDisposable {
  const executor = spawn('sh', ['-c', `read -r _; ${script}`, 'sh', ...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  return {
    [Symbol.asyncDispose]: async () => {
      const ended = once(executor, 'exit');
      executor.stdin.end();
      await ended;
    },
  };
}
