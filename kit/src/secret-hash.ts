import { createHash } from 'node:crypto';

/** What a secret of 256 random bits is known by; it is random enough that no salt is needed. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();
