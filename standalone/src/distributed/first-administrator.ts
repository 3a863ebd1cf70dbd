import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The account that is to run the platform while nobody does, and the file that its password stands in. */
export interface FirstAdministrator {
  readonly email: string;
  readonly passwordFile: string;
}

/** Names them to a process of identity; nothing to others, who take no such variable. */
export const namedTo = (name: string, { email, passwordFile }: FirstAdministrator) =>
  name.startsWith('identity')
    ? { CONSTELLATION_ADMIN_EMAIL: email, CONSTELLATION_ADMIN_PASSWORD_FILE: passwordFile }
    : {};

/** An account whose password is made up at the first start, and kept beside the data for their owner to read. */
export async function ownAdministrator(dataDirectory: string): Promise<FirstAdministrator> {
  const passwordFile = join(dataDirectory, 'admin-password');
  await mkdir(dataDirectory, { recursive: true });
  await writeFile(passwordFile, `${randomBytes(15).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' }).catch(
    (error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    },
  );
  return { email: 'admin@constellation.test', passwordFile };
}
