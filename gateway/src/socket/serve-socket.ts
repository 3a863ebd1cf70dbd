import type { Log } from '@constellation/kit';
import type { Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Connection } from './connection.ts';
import { keepAlive } from './keep-alive.ts';
import { Outlet } from './outlet.ts';

const internalError = 4500;

export interface SocketOptions {
  readonly protocol: Server<Connection>;
  readonly authorization: string | undefined;
  readonly address: string;
  readonly bufferedBytes: number;
  readonly pingMs: number;
  readonly log: Log;
}

/** Speaks the protocol over one socket until it closes. */
export function serveSocket(
  socket: WebSocket,
  { protocol, authorization, address, bufferedBytes, pingMs, log }: SocketOptions,
): void {
  const outlet = new Outlet(socket, bufferedBytes);
  const held = new DisposableStack();
  held.use(keepAlive(socket, pingMs));
  const broken = (error: unknown) => {
    log.error({ err: error }, 'socket failed');
    socket.close(internalError, 'Internal server error');
  };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (frame) => new Promise((resolve) => outlet.send(frame, resolve)),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (receive) => socket.addEventListener('message', ({ data }) => void receive(text(data)).catch(broken)),
    },
    { outlet, authorization, address, held },
  );
  socket.on('error', (error) => log.info({ reason: error.message }, 'socket closed for an error'));
  socket.once('close', (code, reason) => {
    held.dispose();
    void closed(code, String(reason)).catch(broken);
  });
}

/** The protocol has text frames only; an empty one is none of its messages. */
const text = (data: unknown): string => (typeof data === 'string' ? data : '');
