import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseEnvironment } from './env.ts';
import { variable } from './variable.ts';

const shape = {
  PORT: variable.port.default(4000).describe('where the graph listens, e.g. 4000'),
  DATABASE_URL: variable.url('postgres', 'postgresql').describe('e.g. postgres://app@db:5432'),
  CONSTELLATION_WORKERS: variable.boolean.default(true),
  CONSTELLATION_ROLE: z.enum(['all', 'gateway'], { error: 'expected all or gateway' }).optional(),
};

test('settings are read by their schemas and cannot be changed afterwards', () => {
  const source = { PORT: '80', DATABASE_URL: 'postgres://db', CONSTELLATION_WORKERS: 'off', HOME: '/root' };

  const env = parseEnvironment(shape, source);

  const port: number = env.PORT;
  expect(port).toBe(80);
  expect(env).toEqual({ PORT: 80, DATABASE_URL: 'postgres://db', CONSTELLATION_WORKERS: false });
  expect(Object.isFrozen(env)).toBe(true);
});

test('an empty variable counts as unset, a stranger too', () => {
  const source = { PORT: '', DATABASE_URL: 'postgres://db', CONSTELLATION_ROLE: '', CONSTELLATION_GONE: '' };

  const env = parseEnvironment(shape, source);

  expect(env).toEqual({ PORT: 4000, DATABASE_URL: 'postgres://db', CONSTELLATION_WORKERS: true });
});

test('one error names everything that is wrong, and no value', () => {
  const source = {
    PORT: 'secret',
    CONSTELLATION_ROLE: 'king',
    CONSTELLATION_WORKRES: 'true',
    CONSTELLATION_PLANET: 'mars',
  };

  const attempt = () => parseEnvironment(shape, source);

  expect(attempt).toThrow(
    [
      'The environment cannot be used:',
      '  PORT is refused: expected a port from 0 to 65535, such as 4000 (where the graph listens, e.g. 4000)',
      '  DATABASE_URL is missing: expected a URL with postgres or postgresql, such as postgres://localhost (e.g. postgres://app@db:5432)',
      '  CONSTELLATION_ROLE is refused: expected all or gateway',
      '  CONSTELLATION_WORKRES is unknown: is it meant to be CONSTELLATION_WORKERS?',
      '  CONSTELLATION_PLANET is unknown',
    ].join('\n'),
  );
});

test.each([
  ['port', variable.port, { '0': 0, '65535': 65_535 }, ['65536', '-1', '1e3', ' 80', '0x50', 'http']],
  [
    'duration',
    variable.durationMs,
    { '500ms': 500, '30s': 30_000, '5m': 300_000, '2h': 7_200_000, '1d': 86_400_000 },
    ['30', 's', '-1s', '1.5h', '1w'],
  ],
  [
    'boolean',
    variable.boolean,
    { true: true, '1': true, yes: true, on: true, false: false, '0': false, no: false, off: false },
    ['maybe', '2'],
  ],
  [
    'URL',
    variable.url('redis', 'rediss'),
    { 'redis://:pass@host:1/0': 'redis://:pass@host:1/0', 'rediss://host': 'rediss://host' },
    ['http://host', 'host:6379', 'xredis://host'],
  ],
  [
    'list of URLs',
    variable.urls('nats', 'tls'),
    { 'nats://one': ['nats://one'], 'nats://one:4222, tls://two': ['nats://one:4222', 'tls://two'] },
    ['nats://one,', 'nats://one two', 'nats://one,http://two', ','],
  ],
  [
    'list of hosts with ports',
    variable.hostPorts,
    {
      'one:26379': [{ host: 'one', port: 26_379 }],
      '10.0.0.1:1,[::1]:2': [
        { host: '10.0.0.1', port: 1 },
        { host: '::1', port: 2 },
      ],
    },
    ['one', 'one:26379,', 'one:26379,two', 'redis://one:26379', 'one:65536', 'one:1/0', 'a@one:1'],
  ],
  ['count', variable.count(1, 5), { '1': 1, '5': 5 }, ['0', '6', '1.5', 'one']],
  ['directory', variable.directory, { '.data': resolve('.data'), '/tmp': '/tmp' }, [import.meta.filename]],
])('a %s is read from its text and refused otherwise', (_name, schema, accepted, refused) => {
  const read = (text: string) => schema.safeParse(text).data;

  const values = Object.fromEntries(Object.keys(accepted).map((text) => [text, read(text)]));

  expect(values).toEqual(accepted);
  expect(refused.filter((text) => read(text) !== undefined)).toEqual([]);
});
