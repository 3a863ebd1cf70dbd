import { argon2Passwords, type PasswordOptions } from '../outside/passwords.ts';

/** As cheap as argon2 can be: what is tested is what becomes of them. */
export const cheapPasswords = (options: PasswordOptions = {}) =>
  argon2Passwords({ cost: { memoryCost: 64, timeCost: 1, parallelism: 1 }, failureMs: 0, ...options });
