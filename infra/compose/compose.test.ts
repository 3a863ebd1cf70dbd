import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { variable } from '../../kit/src/index.ts';
import { subgraphsWith } from '../../standalone/src/subgraphs.ts';
import { buildContext } from '../image/build-context.ts';
import { rolesIn } from '../image/roles.mjs';
import { mountsOf } from './addresses.ts';
import { madeUp, networksOf, processesOf, readCompose } from './compose-file.ts';
import { readAsProcess } from './process-environment.ts';

const compose = readCompose(madeUp);
const processes = processesOf(compose);
const services = Object.entries(compose.services);

test('a password or key that is not set is an error that says what to do', () => {
  const missing = (name: string) => () => readCompose({ ...madeUp, [name]: '' });

  for (const name of Object.keys(madeUp))
    expect(missing(name)).toThrow(`${name}: copy .env.example to .env and set it`);
});

test('.env.example names every variable that may be set, and no others', () => {
  const asked = readFileSync('docker-compose.yml', 'utf8').matchAll(/\$\{(\w+)/g);

  expect(new Set(Array.from(asked, ([, name]) => name))).toEqual(
    new Set(Object.keys(parseEnv(readFileSync('.env.example', 'utf8')))),
  );
});

test('every role runs, gateways and bookings twice', () => {
  const counts = Object.groupBy(processes, ({ role }) => role);

  expect(Object.keys(counts).toSorted()).toEqual([...rolesIn('.').keys()].toSorted());
  expect([counts['gateway']?.length, counts['booking']?.length]).toEqual([2, 2]);
});

test.for(processes)('$name is told what its process understands, and all that it must know', ({ environment }) => {
  expect(readAsProcess(environment)).toMatchObject({ PORT: 4000, CONSTELLATION_METRICS_PORT: 9464 });
});

test('the first administrator is told to identity alone, whose password file is where the variable says', () => {
  const named = { CONSTELLATION_ADMIN_EMAIL: 'ada', CONSTELLATION_ADMIN_PASSWORD_FILE: './password' };
  const { services: told, secrets = {} } = readCompose({ ...madeUp, ...named });
  const { CONSTELLATION_ADMIN_EMAIL: email, CONSTELLATION_ADMIN_PASSWORD_FILE: path = '' } =
    told['identity']?.environment ?? {};

  expect([email, secrets[path.replace('/run/secrets/', '')]?.file]).toEqual(['ada', './password']);
  expect(told['identity']?.secrets).toEqual(Object.keys(secrets));
  expect(
    processes.filter(({ environment }) => environment['CONSTELLATION_ADMIN_EMAIL']).map(({ name }) => name),
  ).toEqual([]);
});

test.for(services)('what %s waits for, mounts and joins is there', ([, service]) => {
  const named = (service.volumes ?? []).filter((volume) => !volume.startsWith('./')).map((each) => each.split(':')[0]);

  expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(Object.keys(service.depends_on ?? {})));
  expect(Object.keys(compose.networks)).toEqual(expect.arrayContaining([...networksOf(service)]));
  expect(Object.keys(compose.volumes)).toEqual(expect.arrayContaining(named));
  expect(mountsOf(service).filter((path) => !existsSync(path))).toEqual([]);
});

test.for(services)('%s comes back after a crash, and can be asked how it is', ([, { restart, healthcheck }]) => {
  const [kind, ...command] = healthcheck.test;

  expect(restart).toBe('unless-stopped');
  expect(kind).toBe('CMD');
  expect(command.filter((word) => /\.m?js$/.test(word) && !buildContext('.').includes(word))).toEqual([]);
});

test('a process has longer to stop than it takes at most', () => {
  const [, deadlineMs = ''] = /deadlineMs = ([\d_]+)/.exec(readFileSync('kit/src/run-process.ts', 'utf8')) ?? [];
  const atMostMs = processes.map(({ environment: { CONSTELLATION_LAME_DUCK: lameDuck = '0s' }, service }) => [
    variable.durationMs.parse(lameDuck) + Number(deadlineMs.replace('_', '')),
    variable.durationMs.parse(service.stop_grace_period),
  ]);

  expect(atMostMs.every(([needed = Infinity, granted = 0]) => granted > needed)).toBe(true);
});

test('PostgreSQL has connections for all processes, and as many again while they are replaced', () => {
  // Beside its pool a process has a session for locks and a connection that observes.
  const perProcess = new Map(Object.values(subgraphsWith()).map(({ name, poolSize = 10 }) => [name, poolSize + 2]));
  const wanted = processes.reduce((sum, { role }) => sum + (perProcess.get(role) ?? 0), 0);
  const [, granted] = /max_connections=(\d+)/.exec(compose.services['postgres']?.command?.join(' ') ?? '') ?? [];
  const reservedForOperators = 3;

  expect(Number(granted)).toBeGreaterThanOrEqual(2 * wanted + reservedForOperators);
});

test('nothing is published beyond this machine, and what is published has a way out', () => {
  const published = services.filter(([, { ports = [] }]) => ports.length > 0);

  expect(published.flatMap(([, { ports = [] }]) => ports).filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  expect(published.filter(([, service]) => !networksOf(service).includes('edge'))).toEqual([]);
});

test('every image has an exact version', () => {
  const versions = services.map(([, { image }]) => image).filter((image) => image !== 'constellation');

  expect(versions.filter((image) => !/:v?\d+\.\d+(\.\d+)?(-\w+)?$/.test(image))).toEqual([]);
});
