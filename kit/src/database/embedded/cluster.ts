import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { foldersIn } from '../../data-directory.ts';
import { binary } from './binaries.ts';
import { spawnUnprivileged } from './unprivileged.ts';

export const clusterUser = 'constellation';

/** A PostgreSQL data directory and the password that opens it. */
export interface Cluster {
  readonly directory: string;
  readonly password: string;
}

/**
 * The cluster below `dataDirectory`, made on first use. A crash while it is made leaves only a draft, which the next
 * start removes. The directory's name is without links, as the server's command line shows it.
 */
export async function openCluster(dataDirectory: string): Promise<Cluster> {
  const { postgres: home } = foldersIn(dataDirectory);
  if (!existsSync(home)) await createCluster(dataDirectory, home);
  return {
    directory: join(await realpath(home), 'data'),
    password: (await readFile(join(home, 'password'), 'utf8')).trim(),
  };
}

const draftPrefix = 'postgres-new-';

async function createCluster(dataDirectory: string, home: string): Promise<void> {
  await removeDrafts(dataDirectory);
  const draft = await mkdtemp(join(dataDirectory, draftPrefix));
  const passwordFile = join(draft, 'password');
  await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  await initialise(draft, passwordFile);
  await rename(draft, home);
}

/** An `initdb` that has outlived its process may still be writing. */
async function removeDrafts(dataDirectory: string): Promise<void> {
  const drafts = (await readdir(dataDirectory)).filter((name) => name.startsWith(draftPrefix));
  for (const draft of drafts) await rm(join(dataDirectory, draft), { recursive: true, maxRetries: 10 });
}

async function initialise(draft: string, passwordFile: string): Promise<void> {
  const child = spawnUnprivileged(
    binary('initdb'),
    [
      ...['--pgdata', join(draft, 'data'), '--username', clusterUser, '--pwfile', passwordFile],
      ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale-provider', 'builtin'],
      ...['--builtin-locale', 'C.UTF-8', '--locale', 'C'],
    ],
    draft,
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const [complaint] = await Promise.all([child.stderr ? text(child.stderr) : '', once(child, 'exit')]);
  if (child.exitCode !== 0) throw new Error(`PostgreSQL could not make its data directory: ${complaint.trim()}`);
}
