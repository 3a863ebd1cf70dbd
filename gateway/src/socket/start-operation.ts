import type { Principal } from '@constellation/kit';
import type { Limits } from '../limits/limits.ts';
import type { BoundSubscription } from '../subscriptions/bind.ts';
import type { Subscriptions } from '../subscriptions/open-subscriptions.ts';
import { lifetime } from './lifetime.ts';
import { openMailbox } from './mailbox.ts';
import type { Outlet } from './outlet.ts';

export interface OperationOptions {
  /** The operation's id on its socket. */
  readonly id: string;
  readonly bound: BoundSubscription;
  readonly principal: Principal;
  readonly outlet: Outlet;
  readonly subscriptions: Subscriptions;
  readonly limits: Limits;
}

/** Begins to deliver a subscription to its socket; whoever ends the operation ends the delivery. */
export function startOperation({
  id,
  bound,
  principal,
  outlet,
  subscriptions,
  limits,
}: OperationOptions): AsyncGenerator<never> {
  const held = new DisposableStack();
  const latestOnly = bound.document.live.isLatestOnly ?? bound.args['mode'] === 'LATEST';
  const mailbox = held.use(openMailbox({ id, outlet, latestOnly, heldBack: limits.heldBack }));
  const { operation, fail } = lifetime(() => held.dispose());
  held.use(
    subscriptions.attach(bound, principal, {
      deliver: mailbox.put,
      room: mailbox.room,
      overtaken: mailbox.overflow,
      fail,
    }),
  );
  return operation;
}
