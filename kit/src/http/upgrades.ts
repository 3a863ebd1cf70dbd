import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { refuseConnection } from './failures.ts';
import { addressOf, trusting } from './trusted-proxies.ts';

/** Takes a connection over from HTTP, such as a WebSocket server's `handleUpgrade`; it is told where the client is. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer, address: string) => void;

/** Hands upgrades to whoever has their path; others are refused like any unknown address. */
export function serveUpgrades(
  server: Server,
  upgrades: Readonly<Record<string, Upgrade>>,
  trustedProxies: readonly string[],
): void {
  const proxies = trusting(trustedProxies);
  const byPath = new Map(Object.entries(upgrades));
  if (byPath.size === 0) return;
  server.on('upgrade', (request, socket, head) => {
    const path = request.url?.split('?', 1)[0] ?? '';
    const upgrade = byPath.get(path);
    // Node hands the socket over bare: a client that resets it now would otherwise take the process down.
    socket.on('error', () => socket.destroy());
    if (upgrade) upgrade(request, socket, head, addressOf(request, proxies));
    else refuseConnection(socket, 404);
  });
}
