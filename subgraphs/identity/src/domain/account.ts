import { z } from 'zod';
import { email } from './email.ts';
import { chosenPassword, typedPassword } from './password.ts';

/** What somebody is called. */
export const name = z
  .string()
  .normalize()
  .trim()
  .min(1, 'must have 1 to 200 characters')
  .max(200, 'must have 1 to 200 characters')
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be one line with no control characters');

/** What a new account must be like. */
export const newAccount = z.object({
  input: z.object({
    email,
    password: chosenPassword,
    name: name.nullish().transform((value) => value ?? null),
  }),
});

/** What a sign-in must be like; an address that cannot be anybody's is as wrong as one that is nobody's. */
export const typedCredentials = z.object({ email: z.string(), password: typedPassword });

/** What a change of one's password must be like. */
export const passwordChange = z.object({ current: typedPassword, next: chosenPassword });

/** What a new password by a token must be like. */
export const passwordReset = z.object({ token: z.string(), password: chosenPassword });
