import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IClientOptions, connectAsync } from 'mqtt';
import { expect, inject, test } from 'vitest';
import { distributed, newId, openLog, openMetrics, serve } from '../../kit/src/index.ts';
import { freePort } from '../../kit/src/servers/free-port.ts';
import { greeting } from '../../kit/src/servers/greeting.ts';
import { startProgram } from '../../kit/src/servers/program.ts';
import { administrator, keepOpened, startRedis } from '../../kit/src/testing/index.ts';
import { traceFrom } from '../../kit/src/trace.ts';
import { telemetrySubgraph } from '../../subgraphs/telemetry/src/index.ts';

const password = 'devicesKnowThis';

/** A server with the house's settings, but on its own: in a cluster it would wait for the others. */
async function startServer(folder: string) {
  const [port, mqttPort] = [await freePort(), await freePort()];
  const config = (await readFile('infra/nats/nats.conf', 'utf8'))
    .replace(/cluster \{[^}]*\}/, '')
    .replace('store_dir: /data', `store_dir: ${JSON.stringify(folder)}`)
    .replace('0.0.0.0:1883', `127.0.0.1:${mqttPort}`)
    .replace('$CONSTELLATION_MQTT_PASSWORD', password);
  await writeFile(join(folder, 'nats.conf'), config);
  const server = await startProgram({
    name: 'nats-server',
    debianPackage: 'nats-server',
    args: ['--config', join(folder, 'nats.conf'), '--name', 'nats-1', '-a', '127.0.0.1', '-p', `${port}`, '-m', '0'],
    ready: async () => (await greeting(port)).startsWith('INFO'),
  });
  return { server, url: `nats://127.0.0.1:${port}`, mqttPort };
}

const asDevice: IClientOptions = { username: 'devices', password };

const connecting = (port: number, as: IClientOptions) =>
  connectAsync({ host: '127.0.0.1', port, protocolVersion: 4, reconnectPeriod: 0, connectTimeout: 20_000, ...as });

test('what a device sends over MQTT is stored; it may send nothing else, and hears nothing', async () => {
  await using opened = new AsyncDisposableStack();
  const { path } = opened.use(await mkdtempDisposable(join(tmpdir(), 'constellation-mqtt-')));
  const { server, url: natsUrl, mqttPort } = await startServer(path);
  opened.use(server);
  const { url: redisUrl } = opened.use(await startRedis());
  const platform = opened.use(
    await distributed({
      databaseUrl: inject('postgresUrl'),
      databasePrefix: `test_${newId().slice(-12)}_`,
      natsUrl,
      redisUrl,
      log: openLog({ name: 'test', level: 'fatal' }),
      metrics: openMetrics(),
    }),
  );
  const { database } = keepOpened(platform.database);
  const { execute } = opened.use(await serve(telemetrySubgraph(), { ...platform, database }));
  const ask = async (query: string) =>
    (await execute({ query }, { principal: administrator, traceparent: traceFrom().traceparent })).data;
  const registered = await ask(
    'mutation { registerDevice(input: { name: "Thermometer", capabilities: [{ metric: "temperature" }] }) { device { id } secret } }',
  );
  const { device, secret } = Object(registered).registerDevice;
  const point = { metric: 'temperature', time: platform.clock.now().toString(), value: 21.5 };
  const client = await connecting(mqttPort, asDevice);
  opened.defer(() => client.endAsync(true));

  await client.publishAsync(`venue/snapshot/${newId()}`, '{}', { qos: 0 });
  await client.publishAsync(`telemetry/ingest/${device.id}`, JSON.stringify({ secret, ...point }), { qos: 1 });

  const latest = () =>
    ask(
      `{ _entities(representations: [{ __typename: "Device", id: "${device.id}" }]) { ... on Device { latest { value } } } }`,
    );
  await expect.poll(latest).toMatchObject({ _entities: [{ latest: [{ value: 21.5 }] }] });
  expect(await platform.bus.newest('VENUE_STATE')).toBe(0);
  const heard = await client.subscribeAsync('telemetry/#', { qos: 0 }).catch(() => [{ qos: 128 }]);
  expect(heard).toMatchObject([{ qos: 128 }]);
});

test.each<[string, IClientOptions]>([
  ['nobody', {}],
  ['somebody with a wrong password', { username: 'devices', password: 'guess' }],
  ['the house itself', { username: 'constellation', password: '' }],
])('over MQTT %s is not let in', async (_, as) => {
  await using opened = new AsyncDisposableStack();
  const { path } = opened.use(await mkdtempDisposable(join(tmpdir(), 'constellation-mqtt-')));
  const { server, mqttPort } = await startServer(path);
  opened.use(server);

  await expect(connecting(mqttPort, as)).rejects.toThrow(/not authorized/i);
});
