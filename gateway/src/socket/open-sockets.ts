import { once } from 'node:events';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Log, Metrics, Upgrade } from '@constellation/kit';
import { handleProtocols, type Server } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Limits } from '../limits/limits.ts';
import type { AllowedOrigins } from '../origins/allowed-origins.ts';
import type { Connection } from './connection.ts';
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

/** Opens WebSockets that speak a protocol, to pages of the origins that may have them and to whatever is no page. */
export function openSockets({ protocol, origins, limits, log, metrics }: SocketsOptions): Sockets {
  const open = metrics.gauge({ name: 'gateway_websockets', help: 'WebSockets that are open' });
  const refused = metrics.counter({
    name: 'gateway_websockets_refused_total',
    help: 'WebSockets that were not opened',
    labels: ['reason'],
  });
  const server = new WebSocketServer(serverOptions(limits));
  let draining = false;
  return {
    upgrade(request, connection, head, address) {
      if (draining || server.clients.size >= limits.sockets) {
        refused.inc({ reason: draining ? 'closing' : 'full' });
        return refuse(connection, 503);
      }
      if (!origins.admits(request)) {
        refused.inc({ reason: 'origin' });
        log.info({ origin: request.headers.origin?.slice(0, 200) }, 'socket refused to a page of another origin');
        return refuse(connection, 403);
      }
      const { authorization } = request.headers;
      server.handleUpgrade(request, connection, head, (socket) => {
        open.inc();
        socket.once('close', () => open.dec());
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

/** A client that is gone already breaks the connection, which is nobody's problem. */
const refuse = (connection: Duplex, status: 403 | 503) =>
  void connection
    .on('error', () => connection.destroy())
    .end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);

async function sayGoodbye(socket: WebSocket): Promise<void> {
  const closed = once(socket, 'close');
  socket.close(serviceRestart, 'Service restart');
  await closed;
}
