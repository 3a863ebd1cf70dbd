import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runChild } from './child.mjs';
import { LaunchFailure } from './failure.mjs';
import { fetchToolchain } from './fetch-toolchain.mjs';
import { onPath } from './on-path.mjs';
import { nodePackages, required, satisfies } from './versions.mjs';

/**
 * @typedef {{ node: string, pnpm: string, binaries: string[] }} Toolchain programs, and their folders for PATH
 */

/**
 * The machine's own Node and pnpm where they are new enough, else those of `.toolchain`, fetched when missing.
 * pnpm matters only when something is to be installed.
 * @param {string} root @param {boolean} installing
 * @returns {Promise<Toolchain>}
 */
export async function prepareToolchain(root, installing) {
  if (satisfies(process.versions.node, required.node)) {
    const pnpm = installing ? await usablePnpm(root) : 'pnpm';
    if (pnpm) return { node: process.execPath, pnpm, binaries: [dirname(process.execPath)] };
  }
  const folder = join(root, '.toolchain');
  if (!(await isComplete(folder))) await fetchToolchain(folder, isComplete);
  return programsIn(folder);
}

/** @param {string} cwd */
async function usablePnpm(cwd) {
  const pnpm = onPath('pnpm', process.env);
  return pnpm && satisfies(await versionOf(pnpm, cwd), required.pnpm) ? pnpm : undefined;
}

/**
 * Where a toolchain folder has its programs on a platform.
 * @param {string} folder
 * @returns {Toolchain}
 */
export function programsIn(folder, platform = `${process.platform}-${process.arch}`) {
  const nodePackage = nodePackages[platform];
  if (!nodePackage) {
    const known = Object.keys(nodePackages).join(', ');
    const advice = `put Node ≥ ${required.node} and pnpm ≥ ${required.pnpm} on PATH.`;
    throw new LaunchFailure('LAUNCH_UNSUPPORTED_PLATFORM', `npm has Node for ${known}, not for ${platform}; ${advice}`);
  }
  const modules = join(folder, 'node_modules');
  const nodeFolder = join(modules, nodePackage, 'bin');
  const suffix = platform.startsWith('win32') ? '.exe' : '';
  return {
    node: join(nodeFolder, `node${suffix}`),
    pnpm: join(modules, 'pnpm', `pnpm${suffix}`),
    binaries: [nodeFolder, join(modules, '.bin')],
  };
}

const stamp = `node ${required.node}, pnpm ${required.pnpm}, ${process.platform}-${process.arch}\n`;

/**
 * Whether a toolchain folder is finished. The stamp says so; without one the programs themselves are asked, which tells
 * a half-finished install apart, and the stamp is written.
 * @param {string} folder
 */
async function isComplete(folder) {
  const { node, pnpm } = programsIn(folder);
  const stampFile = join(folder, 'complete');
  const found = await readFile(stampFile, 'utf8').catch(() => undefined);
  if (found !== undefined) return found === stamp && existsSync(node) && existsSync(pnpm);
  const complete =
    (await versionOf(node, folder)) === required.node && (await versionOf(pnpm, folder)) === required.pnpm;
  if (complete) await writeFile(stampFile, stamp);
  return complete;
}

/** @param {string} program @param {string} cwd */
async function versionOf(program, cwd) {
  const asked = runChild(program, ['--version'], { env: process.env, cwd, capture: true });
  const { output } = await asked.catch(() => ({ output: '' }));
  return output.trim().replace(/^v/, '');
}
