import type { PlatformKind } from '@constellation/kit/testing';
import { afterAll } from 'vitest';
import { type OpenBookings, openBookings, type OpenOptions } from './open-bookings.ts';

/** The subgraph on either platform, opened for the first test of a file that asks and closed behind the last. */
export function shareBookings(options: Omit<OpenOptions, 'kind'> = {}): (kind: PlatformKind) => Promise<OpenBookings> {
  const opened = new Map<PlatformKind, Promise<OpenBookings>>();
  afterAll(async () => {
    for (const bookings of opened.values()) await (await bookings)[Symbol.asyncDispose]();
  });
  return async (kind) => opened.getOrInsertComputed(kind, () => openBookings({ ...options, kind }));
}
