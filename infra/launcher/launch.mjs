import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exitCodeOf, runChild } from './child.mjs';
import { nodeArguments, usage } from './commands.mjs';
import { commandEnvironment } from './environment.mjs';
import { Interrupted, LaunchFailure } from './failure.mjs';
import { prepareToolchain } from './toolchain.mjs';
import { installDependencies, isStale } from './workspace.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Makes sure that Node, pnpm and the dependencies are there, runs the command, and ends with its exit code.
 * @param {string[]} argv the command's name and its arguments
 */
export async function launch(argv) {
  try {
    process.exitCode = await run(argv);
  } catch (error) {
    if (error instanceof Interrupted) process.exitCode = exitCodeOf(error.signal);
    else if (error instanceof LaunchFailure) process.exitCode = report(error);
    else throw error;
  }
}

/** @param {string[]} argv */
async function run(argv) {
  const args = nodeArguments(argv);
  if (!args) throw new LaunchFailure('LAUNCH_UNKNOWN_COMMAND', `${argv[0] ?? 'no command'}\n${usage()}`);
  const stale = isStale(root);
  const toolchain = await prepareToolchain(root, stale);
  if (stale) await installDependencies(root, toolchain);
  const env = commandEnvironment(process.env, toolchain.binaries, join(root, 'node_modules', '.cache', 'compiled'));
  const { code } = await runChild(toolchain.node, ['--import', leash(), ...args], { cwd: root, env, leashed: true });
  return code;
}

function leash() {
  const url = new URL('leash.mjs', import.meta.url);
  url.searchParams.set('launcher', String(process.pid));
  return url.href;
}

/** @param {LaunchFailure} failure */
function report({ code, message }) {
  console.error(`${code}: ${message}`);
  return 1;
}
