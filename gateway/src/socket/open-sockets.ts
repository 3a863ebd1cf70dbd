import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { type Log, type Metrics, refuseConnection, type Upgrade } from '@constellation/kit';
import { handleProtocols, type Server } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { RefusedRequest } from '../errors/refuse-request.ts';
import type { Limits } from '../limits/limits.ts';
import type { AllowedOrigins } from '../origins/allowed-origins.ts';
import type { Connection } from './connection.ts';
import { openPlaces } from './places.ts';
import { serveSocket } from './serve-socket.ts';

/** Clients connect anew on it, and do not take it for the end of their subscriptions. */
const serviceRestart = 1012;

/** The WebSockets of one server. Disposing takes no more of them and sends the clients of those there are elsewhere. */
export interface Sockets extends AsyncDisposable {
  /** Makes a WebSocket of a connection. */
  readonly upgrade: Upgrade;
}

export interface SocketsOptions {
  readonly protocol: Server<Connection>;
  readonly origins: AllowedOrigins;
  readonly limits: Limits;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Why a socket is not opened. */
type Reason = 'closing' | 'full' | 'origin' | 'address';

const code = 'NO_SOCKET_FREE';

const refusals: Readonly<Record<Reason, RefusedRequest>> = {
  closing: { status: 503, code, message: 'This gateway is closing: connect again' },
  full: { status: 503, code, message: 'This gateway has as many sockets as it may: connect again later' },
  origin: { status: 403, code: 'FORBIDDEN', message: 'Web pages of this origin may not open sockets here' },
  address: { status: 429, code, message: 'Your address has as many sockets as it may: close one first' },
};

/** Opens WebSockets that speak a protocol, to pages of the origins that may have them and to whatever is no page. */
export function openSockets({ protocol, origins, limits, log, metrics }: SocketsOptions): Sockets {
  const open = metrics.gauge({ name: 'gateway_websockets', help: 'WebSockets that are open' });
  const refused = metrics.counter({
    name: 'gateway_websockets_refused_total',
    help: 'WebSockets that were not opened',
    labels: ['reason'],
  });
  const server = new WebSocketServer(serverOptions(limits));
  const places = openPlaces(limits.socketsPerAddress);
  let draining = false;
  const reasonAgainst = (request: IncomingMessage, address: string): Reason | undefined => {
    if (draining) return 'closing';
    if (server.clients.size >= limits.sockets) return 'full';
    if (!origins.admits(request)) return 'origin';
    return places.areTaken(address) ? 'address' : undefined;
  };
  return {
    upgrade(request, connection, head, address) {
      const reason = reasonAgainst(request, address);
      if (reason) {
        const { status, ...why } = refusals[reason];
        refused.inc({ reason });
        if (reason === 'origin')
          log.info({ origin: request.headers.origin?.slice(0, 200) }, 'socket refused to a page of another origin');
        return refuseConnection(connection, status, why);
      }
      const { authorization } = request.headers;
      server.handleUpgrade(request, connection, head, (socket) => {
        open.inc();
        const place = places.take(address);
        socket.once('close', () => {
          open.dec();
          place[Symbol.dispose]();
        });
        serveSocket(socket, { ...limits, protocol, authorization, address, log });
      });
    },
    async [Symbol.asyncDispose]() {
      draining = true;
      await Promise.all([...server.clients].map(sayGoodbye));
    },
  };
}

/** Whatever closes a socket, a client that does not answer in time is cut off; @types/ws does not know `closeTimeout` yet. */
const serverOptions = ({ messageBytes: maxPayload, goodbyeMs: closeTimeout }: Limits) => ({
  noServer: true,
  maxPayload,
  closeTimeout,
  perMessageDeflate: false,
  handleProtocols,
});

async function sayGoodbye(socket: WebSocket): Promise<void> {
  const closed = once(socket, 'close');
  socket.close(serviceRestart, 'Service restart');
  await closed;
}
