import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** @type {NodeJS.Signals[]} */
const passedOn = ['SIGTERM', 'SIGINT', 'SIGHUP'];

/** A process group and npm both tell the launcher of one Ctrl-C: repeats within this time are the same request. */
const echoMs = 500;

/**
 * @typedef {{ code: number, interruptedBy: NodeJS.Signals | undefined, output: string }} Outcome
 *   `code` as a shell counts it: 128 + n after signal n; `interruptedBy` the first signal that the launcher got meanwhile.
 */

/**
 * Runs a program to its end. It leads its own process group, and each signal that the launcher gets is passed on once.
 * With `capture` its output is collected instead of shown.
 * @param {string} file @param {string[]} args
 * @param {{ env: NodeJS.ProcessEnv, cwd: string, capture?: boolean, leashed?: boolean }} options
 * @returns {Promise<Outcome>}
 */
export async function runChild(file, args, { env, cwd, capture = false, leashed = false }) {
  const show = capture ? 'pipe' : 'inherit';
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = leashed ? ['ignore', show, show, 'ipc'] : ['ignore', show, show];
  const child = spawn(file, args, { cwd, env, stdio, detached: process.platform !== 'win32' });
  /** @type {Buffer[]} */
  const chunks = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
  const signals = passOnSignals(child);
  try {
    const { code, signal } = await ended(child);
    const output = Buffer.concat(chunks).toString();
    return { code: signal ? exitCodeOf(signal) : code, interruptedBy: signals.first(), output };
  } finally {
    signals.stop();
  }
}

/**
 * The exit code by which a shell tells that a signal ended a program.
 * @param {NodeJS.Signals} signal
 */
export const exitCodeOf = (signal) => 128 + constants.signals[signal];

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<{ code: number, signal: NodeJS.Signals | null }>}
 */
function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? 1, signal }));
  });
}

/** @param {import('node:child_process').ChildProcess} child */
function passOnSignals(child) {
  /** @type {Map<NodeJS.Signals, number>} */
  const lastAt = new Map();
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    const now = performance.now();
    if (now - (lastAt.get(signal) ?? -echoMs) >= echoMs) child.kill(signal);
    lastAt.set(signal, now);
  };
  for (const signal of passedOn) process.on(signal, passOn);
  return {
    first: () => lastAt.keys().next().value,
    stop: () => passedOn.forEach((signal) => process.off(signal, passOn)),
  };
}
