import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runChild } from './child.mjs';
import { installerEnvironment } from './environment.mjs';
import { LaunchFailure, checkInstall } from './failure.mjs';
import { npmCommand } from './on-path.mjs';
import { withProgress } from './progress.mjs';
import { major, required, toolchainManifest } from './versions.mjs';

const oldestNpm = 7;
/** npm's own patience without a network is seven minutes. */
const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=3000'];

const stagingPrefix = 'staging-';

/**
 * Fetches Node and pnpm from the npm registry. They are installed and tried beside their place and moved into it when
 * they work, so that an interruption or a second launcher at the same time leaves no half toolchain behind.
 * @param {string} folder @param {(folder: string) => Promise<boolean>} isComplete
 */
export async function fetchToolchain(folder, isComplete) {
  await removeAbandoned(folder);
  const staging = join(folder, `${stagingPrefix}${process.pid}`);
  await mkdir(staging, { recursive: true });
  try {
    await writeFile(join(staging, 'package.json'), JSON.stringify(toolchainManifest, null, 2));
    await npmInstall(staging);
    if (!(await isComplete(staging))) {
      throw new LaunchFailure(
        'LAUNCH_TOOLCHAIN_BROKEN',
        `Node ${required.node} and pnpm were fetched but do not run here.`,
      );
    }
    if (!(await isComplete(folder))) await moveInto(folder, staging);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** @param {string} cwd */
async function npmInstall(cwd) {
  const npm = npmCommand(process.env);
  if (!npm) throw new LaunchFailure('LAUNCH_NO_NPM', 'npm is needed once, to fetch Node and pnpm, and is not on PATH.');
  const [file, ...prefix] = npm;
  const env = installerEnvironment(process.env, []);
  /** @param {string[]} args */
  const run = (args) => runChild(file, [...prefix, ...args], { cwd, env, capture: true });
  const { output: version } = await run(['--version']);
  if (major(version) < oldestNpm) {
    throw new LaunchFailure('LAUNCH_OLD_NPM', `npm ${version.trim()} is too old; npm ${oldestNpm} or newer is needed.`);
  }
  const what = `Node ${required.node} and pnpm ${required.pnpm}`;
  const args = ['install', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error', ...patience];
  await withProgress(`fetching ${what} into .toolchain (once)`, async () => checkInstall(what, await run(args)));
}

/** @param {string} folder @param {string} staging */
async function moveInto(folder, staging) {
  for (const name of ['complete', 'node_modules']) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
  for (const name of ['package.json', 'node_modules', 'complete']) {
    await rename(join(staging, name), join(folder, name));
  }
}

/** @param {string} folder */
async function removeAbandoned(folder) {
  for (const name of await readdir(folder).catch(() => [])) {
    const abandoned = name.startsWith(stagingPrefix) && !isAlive(Number(name.slice(stagingPrefix.length)));
    if (abandoned) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
