import { type ExecutionHeaders, type GraphResponse } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { z } from 'zod';
import type { KnownVenue } from './known-venue.ts';
import type { OpenBookings } from './open-bookings.ts';
import { ada } from './wishes.ts';

/** Asks the graph as someone who may do everything, unless the headers say otherwise. */
export const ask = (
  { subgraph }: OpenBookings,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  headers: Partial<ExecutionHeaders> = {},
): Promise<GraphResponse> => subgraph.execute({ query, variables }, { principal: administrator, ...headers });

const answer = '{ booking { id status version } errors { code path } }';

const byId = (name: string) => `mutation ($id: ID!) { outcome: ${name}(id: $id) ${answer} }`;

/** The mutations, each under the name `outcome`. */
export const holdTable = `mutation ($input: HoldTableInput!) { outcome: holdTable(input: $input) ${answer} }`;
export const requestTable = `mutation ($input: HoldTableInput!) { outcome: requestTable(input: $input) ${answer} }`;
export const seatWalkIn = `mutation ($input: SeatWalkInInput!) { outcome: seatWalkIn(input: $input) ${answer} }`;
export const changeBooking = `mutation ($input: ChangeBookingInput!) { outcome: changeBooking(input: $input) ${answer} }`;
export const extendHold = byId('extendHold');
export const confirmBooking = byId('confirmBooking');
export const seatBooking = byId('seatBooking');
export const finishBooking = byId('finishBooking');
export const markNoShow = byId('markNoShow');
export const rejectBooking = `mutation ($id: ID!, $reason: String) { outcome: rejectBooking(id: $id, reason: $reason) ${answer} }`;
export const cancelBooking = `mutation ($id: ID!, $reason: String) { outcome: cancelBooking(id: $id, reason: $reason) ${answer} }`;

const outcome = z.object({
  booking: z.object({ id: z.string(), status: z.string(), version: z.int() }).nullable(),
  errors: z.array(z.object({ code: z.string(), path: z.array(z.string()).nullable() })),
});

/** What a mutation did; throws when the graph gave an error instead of an answer. */
export async function act(
  bookings: OpenBookings,
  mutation: string,
  variables: object,
  headers: Partial<ExecutionHeaders> = {},
) {
  const { data, errors } = await ask(bookings, mutation, { ...variables }, headers);
  if (errors) throw new Error(`The graph answered ${JSON.stringify(errors)}`);
  return outcome.parse(data?.['outcome']);
}

/** Variables for a hold that nothing speaks against, apart from what is given. */
export const holdInput = (venue: KnownVenue, given: object = {}) => ({
  input: {
    venueId: venue.id,
    tableIds: venue.tableIds.slice(0, 1),
    partySize: 2,
    startsAt: String(venue.at('19:00').local),
    guest: ada,
    ...given,
  },
});
