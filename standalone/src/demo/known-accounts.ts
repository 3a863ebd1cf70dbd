import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const idsByAddress = z.record(z.string(), z.uuid());

/** Ids of accounts by their addresses. */
export type KnownAccounts = Readonly<z.infer<typeof idsByAddress>>;

const fileIn = (dataDirectory: string) => join(dataDirectory, 'demo-accounts.json');

/** Whom an earlier start has noted beside the data; nobody where that is lost. */
export async function readKnownAccounts(dataDirectory: string): Promise<KnownAccounts> {
  const text = await readFile(fileIn(dataDirectory), 'utf8').catch(() => '{}');
  try {
    return idsByAddress.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

/** Notes them for the next start, which asks for them by their ids. */
export const writeKnownAccounts = (dataDirectory: string, known: KnownAccounts): Promise<void> =>
  writeFile(fileIn(dataDirectory), `${JSON.stringify(known)}\n`);
