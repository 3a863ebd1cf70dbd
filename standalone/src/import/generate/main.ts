import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StartFailure } from '@constellation/kit';
import { generatePeople } from './people.ts';
import { readGenerateRequest } from './request.ts';
import { csvOf, sqlOf } from './write-people.ts';

/** @throws StartFailure where the file cannot be written. */
async function write(file: string, pieces: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), createWriteStream(file));
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new StartFailure(`The file cannot be written: ${error.message}`, { cause: error });
  }
}

try {
  const { file, ...request } = readGenerateRequest(process.argv.slice(2));
  const people = generatePeople(request);
  await write(file, /\.csv$/i.test(file) ? csvOf(people) : sqlOf(people));
  process.stdout.write(
    `${request.count} people are in ${file}; the n-th signs in with “generated password <n mod 100>”.\n`,
  );
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
