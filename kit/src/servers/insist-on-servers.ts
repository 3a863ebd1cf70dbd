import { openConnection } from '../bus/jetstream/connection.ts';
import { connectTo, settingsOf } from '../database/postgres-server.ts';
import type { KnownServers } from './server-urls.ts';

/** @throws StartFailure that names the variable when one of them does not answer, or does not let us in. */
export async function insistOnServers({ databaseUrl, natsUrl }: KnownServers): Promise<void> {
  if (databaseUrl !== undefined) await (await connectTo(settingsOf(databaseUrl))).end();
  if (natsUrl !== undefined) await (await openConnection(natsUrl)).close();
}
