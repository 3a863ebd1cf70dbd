import { statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './child.mjs';
import { installerEnvironment } from './environment.mjs';
import { checkInstall } from './failure.mjs';
import { withProgress } from './progress.mjs';

const sources = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'];

/** pnpm writes it at the end of an installation. */
const installed = join('node_modules', '.modules.yaml');

/**
 * Whether the workspace's dependencies are missing, half installed or older than what asks for them.
 * @param {string} root
 */
export function isStale(root) {
  const installedAt = modifiedAt(join(root, installed));
  return installedAt === undefined || sources.some((file) => (modifiedAt(join(root, file)) ?? 0) > installedAt);
}

/**
 * Installs exactly what the lock says, development tools included: leaving them out saves no time worth a second state.
 * @param {string} root @param {import('./toolchain.mjs').Toolchain} toolchain
 */
export async function installDependencies(root, { pnpm, binaries }) {
  const args = ['install', '--frozen-lockfile', '--config.confirmModulesPurge=false'];
  const env = installerEnvironment(process.env, binaries);
  await withProgress('installing dependencies', async () => {
    checkInstall('the dependencies', await runChild(pnpm, args, { cwd: root, env, capture: true }));
  });
  const now = Date.now() / 1000;
  utimesSync(join(root, installed), now, now);
}

/** @param {string} file */
function modifiedAt(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
