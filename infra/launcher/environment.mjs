import { delimiter } from 'node:path';

/** npm's own variables that say how to reach the registry: installers keep them, everything else `npm_*` goes. */
const connection = ['registry', 'userconfig', 'cafile', 'strict_ssl', 'proxy', 'https_proxy', 'noproxy'].map(
  (setting) => `npm_config_${setting}`,
);

/**
 * What an installer is to see: the caller's environment, less what npm adds about the script that it is running.
 * @param {NodeJS.ProcessEnv} parent @param {string[]} binaries folders that come first on PATH
 */
export function installerEnvironment(parent, binaries) {
  const kept = Object.entries(parent).filter(([name]) => !name.startsWith('npm_') || connection.includes(name));
  return withPath(Object.fromEntries(kept), binaries);
}

/**
 * What a command of the project is to see: nothing of npm's, no telemetry, and compiled code kept between starts.
 * @param {NodeJS.ProcessEnv} parent @param {string[]} binaries @param {string} compileCache a folder
 */
export function commandEnvironment(parent, binaries, compileCache) {
  const kept = Object.entries(parent).filter(([name]) => !name.startsWith('npm_'));
  const defaults = { NODE_COMPILE_CACHE: compileCache };
  return { ...defaults, ...withPath(Object.fromEntries(kept), binaries), APOLLO_TELEMETRY_DISABLED: 'true' };
}

function withPath(environment, binaries) {
  const name = Object.keys(environment).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...environment, [name]: [...binaries, environment[name]].filter(Boolean).join(delimiter) };
}
