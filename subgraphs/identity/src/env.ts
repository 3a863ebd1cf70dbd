import { readFileSync, statSync } from 'node:fs';
import { type Environment, parseEnvironment, subgraphVariables, variable } from '@constellation/kit';
import { z } from 'zod';
import type { FirstAdmin } from './actions/ensure-first-admin.ts';
import { emailKey } from './domain/email.ts';
import { chosenPassword } from './domain/password.ts';

/** A secret from a file. */
export interface FileSecret {
  readonly text: string;
  /** Whether others than its owner can read the file. */
  readonly isOpen: boolean;
}

const address = z
  .string({ error: 'expected an e-mail address' })
  .refine((text) => emailKey(text.trim().normalize()) !== undefined, 'expected an e-mail address')
  .describe('who runs the platform where nobody does yet');

const passwordFile = z
  .string({ error: 'expected a file with a password of 10 to 1 024 bytes' })
  .transform((path, context): FileSecret => {
    const secret = readSecret(path);
    const problem = secret ? chosenPassword.safeParse(secret.text).error?.issues[0]?.message : 'cannot be read';
    if (secret && problem === undefined) return secret;
    context.addIssue({ code: 'custom', message: `the file ${problem}` });
    return z.NEVER;
  })
  .describe('the password of an account that is opened for them');

/** The line end that an editor puts at the end of a file is none of the secret. */
function readSecret(path: string): FileSecret | undefined {
  try {
    return { text: readFileSync(path, 'utf8').replace(/\r?\n$/, ''), isOpen: (statSync(path).mode & 0o077) !== 0 };
  } catch {
    return undefined;
  }
}

type Source = Readonly<Record<string, string | undefined>>;

/** Whoever says one of the two has to say the other. */
const variables = (isMeant: boolean) => ({
  ...subgraphVariables,
  CONSTELLATION_OIDC_ISSUER: variable
    .url('https', 'http')
    .optional()
    .describe('who gives out access tokens in place of this process, as gateways are told'),
  CONSTELLATION_ADMIN_EMAIL: isMeant ? address : address.optional(),
  CONSTELLATION_ADMIN_PASSWORD_FILE: isMeant ? passwordFile : passwordFile.optional(),
});

/** The settings of an identity process. */
export type IdentityEnvironment = Environment<ReturnType<typeof variables>>;

/** Reads them; @throws EnvironmentError with everything that is wrong. */
export const readEnvironment = (source: Source): IdentityEnvironment =>
  parseEnvironment(
    variables(Boolean(source['CONSTELLATION_ADMIN_EMAIL'] || source['CONSTELLATION_ADMIN_PASSWORD_FILE'])),
    source,
  );

/** Whom the platform begins with, if that was said. */
export function firstAdminIn({
  CONSTELLATION_ADMIN_EMAIL: email,
  CONSTELLATION_ADMIN_PASSWORD_FILE: password,
}: IdentityEnvironment): FirstAdmin | undefined {
  return email !== undefined && password ? { email, password: password.text } : undefined;
}
