import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Keeps count of a server's connections, upgraded ones included; returns how to cut them all. */
export function trackConnections(server: Server): () => void {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () => sockets.forEach((socket) => void socket.destroy());
}
