import { argon2Passwords } from '../outside/passwords.ts';

/** As cheap as argon2 can be: what is tested is what becomes of them. */
export const cheapPasswords = () => argon2Passwords({ memoryCost: 64, timeCost: 1, parallelism: 1 });
