import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/**
 * The file that a bare program name means, or undefined.
 * @param {string} program @param {NodeJS.ProcessEnv} environment
 * @returns {string | undefined}
 */
export function onPath(program, environment) {
  const folders = (environment.PATH ?? environment.Path ?? '').split(delimiter).filter(Boolean);
  const names = process.platform === 'win32' ? [`${program}.exe`] : [program];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file));
}

/**
 * How to call npm without a shell: the one that started us, the one beside this Node, or the one on PATH.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {[string, ...string[]] | undefined}
 */
export function npmCommand(environment) {
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const script = [environment.npm_execpath ?? '', beside].find(
    (path) => path.endsWith('npm-cli.js') && existsSync(path),
  );
  if (script) return [process.execPath, script];
  const npm = onPath('npm', environment);
  return npm ? [npm] : undefined;
}
