import { type EntityManager, instant } from '@constellation/kit';
import { exposedAt, type Flaggable, lockFlaggable, updateAttention } from '../data/attention.queries.ts';
import { attentionAfter, isExposed, turnOf } from '../domain/attention.ts';
import type { BookableVenue } from '../domain/venue.ts';
import { consequencesOfFlags, type Flagged } from './consequences.ts';

/** Bookings that one statement writes. */
const batchSize = 500;

/**
 * Shows staff the bookings that a change of their venue goes against, and no longer those that it is good for. The venue is
 * locked by now, so that no booking comes to have a place there meanwhile.
 */
export async function flagExposed(tx: EntityManager, before: BookableVenue, after: BookableVenue): Promise<void> {
  const attentionOf = attentionAfter(before, after);
  const exposed = await exposedAt(tx, after.id, await instant(tx));
  const affected = exposed.filter((booking) => turnOf(booking.attention, attentionOf(booking)));
  const locked = await lockFlaggable(
    tx,
    affected.map(({ id }) => id),
  );
  const at = await instant(tx);
  const flag = (booking: Flaggable): Flagged[] => {
    const attention = [...attentionOf(booking)];
    const code = isExposed(booking, at) ? turnOf(booking.attention, attention) : undefined;
    return code ? [{ booking: { ...booking, attention, version: booking.version + 1, updatedAt: at }, code }] : [];
  };
  const flagged = locked.flatMap(flag);
  for (let written = 0; written < flagged.length; written += batchSize)
    await write(tx, flagged.slice(written, written + batchSize));
}

const write = (tx: EntityManager, flagged: readonly Flagged[]) =>
  updateAttention(
    tx,
    flagged.map(({ booking }) => booking),
    consequencesOfFlags(tx, flagged),
  );
