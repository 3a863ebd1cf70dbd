import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StartFailure } from '@constellation/kit';
import { generatePeople } from './people.ts';
import { readGenerateRequest } from './request.ts';
import { csvOf, sqlOf } from './write-people.ts';

try {
  const { file, ...request } = readGenerateRequest(process.argv.slice(2));
  const people = generatePeople(request);
  await pipeline(Readable.from(/\.csv$/i.test(file) ? csvOf(people) : sqlOf(people)), createWriteStream(file));
  process.stdout.write(
    `${request.count} people are in ${file}; the n-th signs in with “generated password <n mod 100>”.\n`,
  );
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
