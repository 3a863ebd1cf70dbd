import type { GraphContext, Scope } from '@constellation/kit';
import DataLoader from 'dataloader';
import { type Transition, transitionsOf } from '../data/transitions.queries.ts';

/** Batched reads for one request. */
export const loaders = ({ em }: Scope) => ({
  transitions: new DataLoader<string, Transition[]>(async (bookingIds) => {
    const perBooking = Map.groupBy(await transitionsOf(em, bookingIds), ({ bookingId }) => bookingId);
    return bookingIds.map((id) => perBooking.get(id) ?? []);
  }),
});

export type Context = GraphContext<ReturnType<typeof loaders>>;
