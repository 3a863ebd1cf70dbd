import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatedFiles, outdated } from './generated-files.ts';

const locate = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const present = (path: string): string | undefined =>
  existsSync(locate(path)) ? readFileSync(locate(path), 'utf8') : undefined;

function write(path: string, text: string): void {
  mkdirSync(dirname(locate(path)), { recursive: true });
  writeFileSync(locate(path), text);
}

const files = await generatedFiles();
const stale = outdated(files, present);

if (process.argv.includes('--check')) {
  if (stale.length > 0) console.error(`Outdated, run \`node schema/scripts/generate.ts\`:\n  ${stale.join('\n  ')}`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const path of stale) write(path, files.get(path) ?? '');
  console.log(stale.length > 0 ? `Wrote\n  ${stale.join('\n  ')}` : 'Everything is up to date.');
}
