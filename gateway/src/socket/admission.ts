import type { Metrics } from '@constellation/kit';
import { CloseCode, type Context } from 'graphql-ws';
import type { Access } from '../authentication/access.ts';
import type { Authentication } from '../authentication/authenticate.ts';
import { Unauthenticated } from '../authentication/refusals.ts';
import { publishedCode } from '../errors/public-error.ts';
import type { Connection } from './connection.ts';
import { tryAgainLater } from './outlet.ts';

/** What a client may send along with `connection_init`. */
export type ConnectionParams = Record<string, unknown>;

export type SocketContext = Context<ConnectionParams, Connection>;

export interface AdmissionOptions {
  readonly authentication: Authentication;
  readonly metrics: Metrics;
}

/**
 * Lets clients in who say with `connection_init`, or have said with the upgrade, who they are, for as long as that holds.
 * Then their socket is closed (4403) with the reason, and nothing is done for it any more. False for who is not let in.
 */
export function admission({ authentication, metrics }: AdmissionOptions) {
  const ended = metrics.counter({
    name: 'gateway_websockets_ended_total',
    help: 'WebSockets closed because what their client had shown was good no more',
    labels: ['reason'],
  });

  const hold = ({ extra: connection, subscriptions }: SocketContext, access: Access) =>
    authentication.watch(access, (reason) => {
      connection.access = undefined;
      connection.outlet.close(CloseCode.Forbidden, reason);
      // Only now: of a socket that is closing nobody hears that its subscriptions are complete.
      for (const operation of Object.values(subscriptions))
        if (operation && 'return' in operation) void operation.return(undefined);
      ended.inc({ reason });
    });

  return async (context: SocketContext): Promise<boolean> => {
    const { extra: connection, connectionParams } = context;
    const shown = connectionParams?.['authorization'] ?? connection.authorization;
    try {
      const access = await authentication.authenticate({ authorization: textOf(shown), address: connection.address });
      if (connection.held.disposed) return false;
      connection.access = access;
      connection.held.use(hold(context, access));
      return true;
    } catch (error) {
      if (error instanceof Unauthenticated) return false;
      const code = publishedCode(error);
      if (code !== 'SUBGRAPH_UNAVAILABLE' && code !== 'TOO_MANY_ATTEMPTS') throw error;
      connection.outlet.close(tryAgainLater, code);
      return false;
    }
  };
}

/** What is no text is no credential of any kind, and never taken for none. */
const textOf = (shown: unknown): string | undefined => (shown === undefined || typeof shown === 'string' ? shown : '');
