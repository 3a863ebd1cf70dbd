import { systemClock } from '@constellation/kit';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { z } from 'zod';

/** A change as it reached a subscriber, so long after the database dated it. */
export interface Heard {
  /** The gateway's. */
  readonly url: string;
  readonly venueId: string;
  readonly delayMs: number;
}

const query = `subscription ($venueId: ID) {
  change: bookingStatusChanged(venueId: $venueId) { venueId to at booking { reference } }
}`;
const data = z.object({
  change: z.object({ venueId: z.string(), at: z.string(), booking: z.object({ reference: z.string() }) }),
});

export interface Listening {
  /** A gateway. */
  readonly url: string;
  readonly authorization: string;
  readonly venueId: string;
}

/** Subscribes to a venue's bookings, over WebSocket; tells of each change at the moment it comes. */
export function listen({ url, authorization, venueId }: Listening, tell: (heard: Heard) => void): AsyncDisposable {
  const options = {
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: false,
    connectionParams: { authorization },
  };
  const fail = (error: unknown) => {
    throw new Error('A subscription failed', { cause: error });
  };
  const client = createClient({ ...options, onNonLazyError: fail });
  const next = (answer: { readonly data?: unknown }) => {
    const now = systemClock.now();
    const { change } = data.parse(answer.data);
    const delayMs = now.since(change.at).total('milliseconds');
    tell({ url, venueId: change.venueId, delayMs });
  };
  const leave = client.subscribe({ query, variables: { venueId } }, { next, error: fail, complete: () => {} });
  return {
    [Symbol.asyncDispose]: async () => {
      leave();
      await client.dispose();
    },
  };
}
