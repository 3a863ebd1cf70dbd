import { z } from 'zod';

const leastBytes = 10;
const mostBytes = 1_024;

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** What somebody types at a sign-in: composed alike on every keyboard (NFC), and not so long that hashing it is work. */
export const typedPassword = z
  .string()
  .normalize()
  .refine((text) => bytesOf(text) <= mostBytes, `must have at most ${mostBytes} bytes`);

/** What somebody chooses. Length is what counts: no rules about digits, and spaces are welcome. */
export const chosenPassword = typedPassword.refine(
  (text) => bytesOf(text) >= leastBytes,
  `must have ${leastBytes} to ${mostBytes} bytes`,
);
