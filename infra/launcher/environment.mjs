import { delimiter } from 'node:path';

/** How to reach the registry: the settings of npm's that installers keep, and that pnpm is told under its own name. */
const connection = ['registry', 'userconfig', 'cafile', 'strict_ssl', 'proxy', 'https_proxy', 'noproxy'];

/**
 * What an installer is to see: the caller's environment, less what npm adds about the script that it is running.
 * @param {NodeJS.ProcessEnv} parent @param {string[]} binaries folders that come first on PATH
 */
export function installerEnvironment(parent, binaries) {
  /** @type {NodeJS.ProcessEnv} */
  const told = {};
  for (const setting of connection) {
    const value = parent[`npm_config_${setting}`];
    if (value) Object.assign(told, { [`npm_config_${setting}`]: value, [`pnpm_config_${setting}`]: value });
  }
  return { ...told, ...withoutNpm(parent), ...path(parent, binaries) };
}

/**
 * What a command of the project is to see: nothing of npm's, no telemetry, and compiled code kept between starts.
 * @param {NodeJS.ProcessEnv} parent @param {string[]} binaries @param {string} compileCache a folder
 */
export function commandEnvironment(parent, binaries, compileCache) {
  return {
    NODE_COMPILE_CACHE: compileCache,
    ...withoutNpm(parent),
    ...path(parent, binaries),
    APOLLO_TELEMETRY_DISABLED: 'true',
  };
}

/** @param {NodeJS.ProcessEnv} parent */
function withoutNpm(parent) {
  return Object.fromEntries(Object.entries(parent).filter(([name]) => !name.startsWith('npm_')));
}

/** @param {NodeJS.ProcessEnv} parent @param {string[]} binaries */
function path(parent, binaries) {
  const name = Object.keys(parent).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { [name]: [...binaries, parent[name]].filter(Boolean).join(delimiter) };
}
