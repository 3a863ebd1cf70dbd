import { expect, inject, test } from 'vitest';
import { freePort } from './free-port.ts';
import { insistOnServers } from './insist-on-servers.ts';

test('a PostgreSQL server that does not answer, or does not know who asks, is named with what to do', async () => {
  const port = await freePort();
  const stranger = new URL(inject('postgresUrl'));
  stranger.username = 'nobody';

  await expect(insistOnServers({ databaseUrl: `postgres://me:secret@127.0.0.1:${port}/graph` })).rejects.toThrow(
    `PostgreSQL at 127.0.0.1:${port} does not let me in: connect ECONNREFUSED 127.0.0.1:${port}; correct DATABASE_URL, or start the server`,
  );
  await expect(insistOnServers({ databaseUrl: stranger.href })).rejects.toThrow(
    /does not let nobody in: .*"nobody".*; correct DATABASE_URL/,
  );
});

test('so is NATS', async () => {
  const port = await freePort();

  await expect(insistOnServers({ natsUrl: `nats://127.0.0.1:${port}` })).rejects.toThrow(
    new RegExp(`^NATS does not let us in at 127\\.0\\.0\\.1:${port}: .+; correct NATS_URL, or start the server$`),
  );
});

test('servers that answer pass, and so do those that are not known yet', async () => {
  await expect(insistOnServers({ databaseUrl: inject('postgresUrl') })).resolves.toBeUndefined();
  await expect(insistOnServers({})).resolves.toBeUndefined();
});
