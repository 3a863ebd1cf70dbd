import { setTimeout as delay } from 'node:timers/promises';
import { encodeHeaders } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { Pool } from 'undici';
import type { BenchVenue } from './bench-venue.ts';
import type { Slot } from './claim-by-sql.ts';
import type { BenchFleet } from './fleets.ts';

/** Holds tables over HTTP, at the least cost to the machine that it shares with what is measured. */
export interface Holder extends AsyncDisposable {
  /** @throws Error when the table is not held. */
  hold(venue: BenchVenue, slot: Slot): Promise<void>;
}

const patienceMs = 30_000;
const query = `mutation ($input: HoldTableInput!) {
  holdTable(input: $input) { booking { id reference status holdExpiresAt } errors { code } }
}`;
const guest = { name: 'Ada' };

/** How an administrator is known: to a gateway by what they show, to a subgraph as a gateway says it. */
type Known = Pick<BenchFleet, 'authorization' | 'mint'>;

const headersFor = async ({ authorization, mint }: Known) => ({
  'content-type': 'application/json',
  accept: 'application/json',
  authorization,
  ...(await encodeHeaders({ principal: administrator }, mint)),
});

/** One whose connections stay open, to a gateway or a subgraph at this address. */
export function openHolder(address: string, connections: number, known: Known): Holder {
  const pool = new Pool(address, { connections });
  return {
    hold: async ({ venueId }, { tableId, start }) => {
      const input = { venueId, tableIds: [tableId], partySize: 2, startsAt: String(start), duration: 'PT1H', guest };
      const text = JSON.stringify({ query, variables: { input } });
      const headers = await headersFor(known);
      const answer = await pool.request({ method: 'POST', path: '/graphql', headers, body: text });
      const held = await answer.body.text();
      if (!held.includes('"status":"HELD"')) throw new Error(`Not held: ${held}`);
    },
    [Symbol.asyncDispose]: () => pool.close(),
  };
}

/** Resolves when it could hold a table; a subgraph hears of a venue a moment after it was announced. */
export async function untilHeld(hold: () => Promise<void>): Promise<void> {
  const deadline = AbortSignal.timeout(patienceMs);
  for (;;) {
    try {
      return await hold();
    } catch (error) {
      if (deadline.aborted) throw error;
      await delay(20);
    }
  }
}
