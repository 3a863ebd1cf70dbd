import { randomUUID } from 'node:crypto';

/** A new opaque id: UUIDv7 (RFC 9562), so that ids made later sort later to the millisecond. */
export function newId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether a client's id can name anything at all; anything else is simply not found. */
export const isId = (id: string): boolean => pattern.test(id);
