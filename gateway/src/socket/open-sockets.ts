import { once } from 'node:events';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Log } from '@constellation/kit';
import { handleProtocols, type Server } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Limits } from '../limits/limits.ts';
import type { Connection } from './connection.ts';
import { serveSocket } from './serve-socket.ts';

/** Clients connect anew on it, and take it for no end of their subscriptions. */
const serviceRestart = 1012;

/** How long a client may take to say goodbye. */
const goodbyeMs = 2_000;

export interface SocketsOptions {
  readonly server: HttpServer;
  readonly path: string;
  readonly protocol: Server<Connection>;
  readonly limits: Limits;
  readonly log: Log;
}

/** Takes WebSockets at a path; disposing takes no more and sends those that are open to another process. */
export function openSockets({ server, path, protocol, limits, log }: SocketsOptions): AsyncDisposable {
  const { messageBytes: maxPayload } = limits;
  const sockets = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false, handleProtocols });
  let draining = false;

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== path) return refuse(stream, '404 Not Found');
    if (draining || sockets.clients.size >= limits.sockets) return refuse(stream, '503 Service Unavailable');
    sockets.handleUpgrade(request, stream, head, (socket) =>
      serveSocket(socket, { ...limits, protocol, authorization: request.headers.authorization, log }),
    );
  });

  return {
    async [Symbol.asyncDispose]() {
      draining = true;
      await Promise.all([...sockets.clients].map(sayGoodbye));
    },
  };
}

const refuse = (stream: Duplex, status: string) => stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);

async function sayGoodbye(socket: WebSocket): Promise<void> {
  const closed = once(socket, 'close');
  const impatience = setTimeout(() => socket.terminate(), goodbyeMs);
  socket.close(serviceRestart, 'Service restart');
  await closed;
  clearTimeout(impatience);
}
