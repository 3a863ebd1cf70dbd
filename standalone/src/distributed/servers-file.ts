import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keeperOf, type ServerUrls, StartFailure } from '@constellation/kit';
import { z } from 'zod';

const fileIn = (dataDirectory: string) => join(dataDirectory, 'servers.json');

const servers = z.object({ databaseUrl: z.string(), natsUrl: z.string(), redisUrl: z.string() });

/** Notes where the servers of running processes are, for other commands and nobody else, until disposed. */
export async function noteServers(dataDirectory: string, urls: ServerUrls): Promise<AsyncDisposable> {
  const file = fileIn(dataDirectory);
  await mkdir(dataDirectory, { recursive: true });
  await writeFile(file, `${JSON.stringify(servers.parse(urls), null, 2)}\n`, { mode: 0o600 });
  return { [Symbol.asyncDispose]: () => rm(file, { force: true }) };
}

/** Where the servers are of processes that run, or were killed; undefined where none do. */
export const notedServers = async (dataDirectory: string): Promise<ServerUrls | undefined> =>
  existsSync(fileIn(dataDirectory))
    ? servers.parse(JSON.parse(await readFile(fileIn(dataDirectory), 'utf8')))
    : undefined;

/** @throws StartFailure where many processes keep a folder, none of which runs. */
export function insistOnOneProcess(dataDirectory: string): void {
  if (keeperOf(dataDirectory) === 'MANY_PROCESSES')
    throw new StartFailure(`${dataDirectory} is kept by many processes, which do not run; start them first`);
}
