import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freePort } from '../../kit/src/servers/free-port.ts';
import { greeting } from '../../kit/src/servers/greeting.ts';
import { startProgram } from '../../kit/src/servers/program.ts';

test('a NATS server starts with its configuration, as a member of the cluster and with JetStream', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'constellation-nats-'));
  const [port, monitoring, routes] = [await freePort(), await freePort(), await freePort()];
  const settings = join(folder.path, 'nats.conf');
  const config = await readFile('infra/nats/nats.conf', 'utf8');
  const changed = config
    .replace('store_dir: /data', `store_dir: ${JSON.stringify(folder.path)}`)
    .replace('0.0.0.0:1883', `127.0.0.1:${await freePort()}`)
    .replace('$CONSTELLATION_MQTT_PASSWORD', 'secret');
  await writeFile(settings, changed);
  const here = ['-a', '127.0.0.1', '-p', `${port}`, '-m', `${monitoring}`, '--cluster', `nats://127.0.0.1:${routes}`];

  await using _server = await startProgram({
    name: 'nats-server',
    debianPackage: 'nats-server',
    args: ['--config', settings, '--name', 'nats-1', ...here],
    ready: async () => (await greeting(port)).startsWith('INFO'),
  });

  expect(JSON.parse((await greeting(port)).replace(/^INFO /, ''))).toMatchObject({
    server_name: 'nats-1',
    cluster: 'constellation',
    jetstream: true,
  });
});
