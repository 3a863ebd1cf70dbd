import { setTimeout as delay } from 'node:timers/promises';
import { connect, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';
import type { Log } from '../../log.ts';

const reconnectMs = 100;
const drainMs = 3_000;

/** Connects to the first server that answers; once connected it comes back for as long as it is not closed. */
export async function openConnection(servers: string, log: Log): Promise<NatsConnection> {
  const connection = await connect({
    ...addressOf(servers),
    name: 'constellation',
    timeout: 5_000,
    maxReconnectAttempts: -1,
    reconnectTimeWait: reconnectMs,
    pingInterval: 20_000,
  });
  void logStatus(connection, log);
  return connection;
}

/** Sends what is still to be sent, unless the server is away, and closes. */
export async function closeConnection(connection: NatsConnection): Promise<void> {
  await Promise.race([connection.drain(), delay(drainMs, undefined, { ref: false })]);
  await connection.close();
}

/** From addresses like `nats://user:password@host:4222`, separated by commas; the first one's credentials count. */
function addressOf(servers: string): NodeConnectionOptions {
  const urls = servers.split(',').map((server) => new URL(server.trim()));
  const [first] = urls;
  return {
    servers: urls.map(({ host }) => host),
    ...(first?.username && { user: decodeURIComponent(first.username), pass: decodeURIComponent(first.password) }),
    ...(first?.protocol === 'tls:' && { tls: {} }),
  };
}

async function logStatus(connection: NatsConnection, log: Log): Promise<void> {
  for await (const status of connection.status()) {
    if (status.type === 'disconnect') log.warn({ server: status.server }, 'bus connection lost');
    if (status.type === 'reconnect') log.info({ server: status.server }, 'bus connection back');
  }
}
