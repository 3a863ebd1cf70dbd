import { expect, test } from 'vitest';
import { Interrupted, checkInstall, installFailure } from './failure.mjs';

test.for([
  ['npm error code ECONNREFUSED', 'LAUNCH_OFFLINE'],
  ['getaddrinfo EAI_AGAIN registry.npmjs.org', 'LAUNCH_OFFLINE'],
  ['npm error code ETARGET', 'LAUNCH_NOT_IN_REGISTRY'],
  ['ERR_PNPM_OUTDATED_LOCKFILE', 'LAUNCH_LOCK_OUTDATED'],
  ['ENOSPC: no space left on device', 'LAUNCH_DISK_FULL'],
  ['segmentation fault', 'LAUNCH_INSTALL_FAILED'],
] as const)('an installer that says “%s” failed with %s', ([output, code]) => {
  expect(installFailure('it', output).code).toBe(code);
});

test('a failure shows the end of the output, where the cause is', () => {
  const output = Array.from({ length: 40 }, (_, index) => `line ${index}`).join('\n');

  const { message } = installFailure('it', output);

  expect(message).toContain('line 39');
  expect(message).not.toContain('line 9\n');
});

test('an install that a signal ended is no failure of its own', () => {
  const outcome = { code: 1, interruptedBy: 'SIGTERM', output: 'ECONNREFUSED' } as const;

  expect(() => checkInstall('it', outcome)).toThrow(Interrupted);
});
