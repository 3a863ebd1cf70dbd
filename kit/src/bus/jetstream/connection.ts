import { connect, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';
import { within } from '../../deadline.ts';
import { StartFailure } from '../../start-failure.ts';
import type { Link } from './link.ts';

const drainMs = 3_000;

/**
 * Connects to the first server that answers; once connected it comes back for as long as it is not closed.
 * @throws StartFailure when none does.
 */
export async function openConnection(servers: string): Promise<NatsConnection> {
  const address = addressOf(servers);
  try {
    return await connect({
      ...address,
      name: 'constellation',
      timeout: 2_000,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 100,
      pingInterval: 20_000,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `NATS does not let us in at ${address.servers.join(', ')}: ${reason}; correct NATS_URL, or start the server`;
    throw new StartFailure(message, { cause: error });
  }
}

/** Sends what is still to be sent, unless the server is away, and closes. */
export async function closeConnection(connection: NatsConnection, link: Link): Promise<void> {
  await link.ask(() => within(drainMs, () => connection.drain())).catch(() => {});
  await connection.close();
}

/** From addresses like `nats://user:password@host:4222`, separated by commas; the first one's credentials count. */
function addressOf(servers: string): NodeConnectionOptions & { servers: string[] } {
  const urls = servers.split(',').map((server) => new URL(server.trim()));
  const [first] = urls;
  return {
    servers: urls.map(({ host }) => host),
    ...(first?.username && { user: decodeURIComponent(first.username), pass: decodeURIComponent(first.password) }),
    ...(first?.protocol === 'tls:' && { tls: {} }),
  };
}
