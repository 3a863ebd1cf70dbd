import { createHmac, createSecretKey, randomBytes } from 'node:crypto';

/** Names secrets: nobody learns a secret from its name, nor whether it is the same one elsewhere. */
export function openSecretNames(): (secret: string) => string {
  const key = createSecretKey(randomBytes(32));
  return (secret) => createHmac('sha256', key).update(secret).digest('base64');
}
