import { z } from 'zod';
import { displayName } from './display-name.ts';
import { email } from './email.ts';
import { chosenPassword, typedPassword } from './password.ts';

/** What a new account must be like. */
export const newAccount = z.object({
  input: z.object({
    email,
    password: chosenPassword,
    name: displayName.nullish().transform((value) => value ?? null),
  }),
});

/** What a sign-in must be like; an address that cannot be anybody's is as wrong as one that is nobody's. */
export const typedCredentials = z.object({ email: z.string(), password: typedPassword });

/** What a change of one's password must be like. */
export const passwordChange = z.object({ current: typedPassword, next: chosenPassword });

/** What a new password by a token must be like. */
export const passwordReset = z.object({ token: z.string(), password: chosenPassword });
