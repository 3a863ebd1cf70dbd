/** A reason not to go on that the person at the terminal can act on; shown as `CODE: message`, without a stack. */
export class LaunchFailure extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** Thrown when a signal came during an installation; the launcher then ends as that signal would have ended it. */
export class Interrupted extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(signal);
    this.signal = signal;
  }
}

/** What installers print, and what it means for the reader; the first match counts. */
const causes = [
  {
    printed: /ERR_PNPM_OUTDATED_LOCKFILE|ERR_PNPM_LOCKFILE_CONFIG_MISMATCH/,
    code: 'LAUNCH_LOCK_OUTDATED',
    advice: 'pnpm-lock.yaml does not fit the package.json files; run `pnpm install`.',
  },
  {
    printed: /ENOSPC|no space left on device/i,
    code: 'LAUNCH_DISK_FULL',
    advice: 'the disk is full; about 1 GB is needed.',
  },
  {
    printed: /\bETARGET\b|\bE404\b|ERR_PNPM_FETCH_404|ERR_PNPM_NO_MATCHING_VERSION/,
    code: 'LAUNCH_NOT_IN_REGISTRY',
    advice: 'the package registry that is configured does not have it.',
  },
  {
    printed: /ENOTFOUND|EAI_AGAIN|ECONN\w+|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|error sending request|dns error/i,
    code: 'LAUNCH_OFFLINE',
    advice: 'the package registry does not answer; it is needed only while installing.',
  },
];
const unknownCause = { code: 'LAUNCH_INSTALL_FAILED', advice: 'see the end of its output.' };

/**
 * The failure that an installer's output tells of.
 * @param {string} what the thing that was to be installed
 * @param {string} output
 */
export function installFailure(what, output) {
  const { code, advice } = causes.find(({ printed }) => printed.test(output)) ?? unknownCause;
  const tail = output.trim().split('\n').slice(-15).join('\n');
  return new LaunchFailure(code, `${what} could not be installed: ${advice}\n\n${tail}`);
}

/**
 * Passes when an installer succeeded; throws otherwise.
 * @param {string} what @param {import('./child.mjs').Outcome} outcome
 */
export function checkInstall(what, { code, interruptedBy, output }) {
  if (interruptedBy) throw new Interrupted(interruptedBy);
  if (code !== 0) throw installFailure(what, output);
}
