import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { openLog } from './log.ts';

function lines() {
  const written: string[] = [];
  return { written, destination: { write: (line: string) => void written.push(line) } };
}

test('an entry is one JSON line with its level as a word, an ISO time and the trace it belongs to', () => {
  const { written, destination } = lines();
  const log = openLog({ name: 'booking', level: 'info', destination });

  log.child({ traceId: 'abc' }).warn({ bookingId: 'b1' }, 'late');

  const [entry] = written.map((line): unknown => JSON.parse(line));
  expect(written[0]).toMatch(/^[^\n]+\n$/);
  expect(entry).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    name: 'booking',
    traceId: 'abc',
    bookingId: 'b1',
    msg: 'late',
  });
});

test('entries below the level are not written', () => {
  const { written, destination } = lines();
  const log = openLog({ name: 'booking', level: 'warn', destination });

  log.info('chatter');

  expect(written).toEqual([]);
});

test('secrets are blackened wherever a request has them', () => {
  const { written, destination } = lines();
  const log = openLog({ name: 'gateway', level: 'info', destination });
  const headers = { authorization: 'secret-1', cookie: 'secret-2', 'set-cookie': 'secret-3', accept: 'text/html' };

  log.info(
    { headers, request: { raw: { headers } }, password: 'secret-4', input: { password: 'secret-5', name: 'Ada' } },
    'asked',
  );

  expect(written.join()).not.toContain('secret-');
  expect(written.join()).toContain('text/html');
  expect(written.join()).toContain('Ada');
});

test.each([
  'token',
  'refreshToken',
  'accessToken',
  'key',
  'secret',
  'password',
  'newPassword',
  'authorization',
  'Authorization',
  'cookie',
])('what stands under %s is blackened, in whatever it stands', (name) => {
  const { written, destination } = lines();
  const log = openLog({ name: 'gateway', level: 'info', destination });
  const secret = { [name]: 'secret-1' };

  log.info({ ...secret, input: secret, variables: { input: { ...secret, name: 'Ada' } }, sessions: [secret] }, 'asked');

  expect(JSON.parse(written.join())).toMatchObject({
    [name]: '[redacted]',
    input: { [name]: '[redacted]' },
    variables: { input: { [name]: '[redacted]', name: 'Ada' } },
    sessions: [{ [name]: '[redacted]' }],
  });
});

test('what only sounds like a secret is written, and what leads back to itself does no harm', () => {
  const { written, destination } = lines();
  const log = openLog({ name: 'gateway', level: 'info', destination });
  const circle: Record<string, unknown> = { keys: 3, tokens: 4, since: new Date(0) };
  circle['again'] = circle;

  log.info(circle, 'counted');

  expect(JSON.parse(written.join())).toMatchObject({ keys: 3, tokens: 4, since: '1970-01-01T00:00:00.000Z' });
});

test('an error is written with its stack and its cause', () => {
  const { written, destination } = lines();
  const log = openLog({ name: 'booking', level: 'info', destination });

  log.error({ err: new Error('outer', { cause: new Error('inner') }) }, 'failed');

  expect(written[0]).toContain('outer: inner');
  expect(written[0]).toContain('log.test.ts');
});

test('a person gets one readable line', () => {
  const { written, destination } = lines();
  const log = openLog({ name: 'gateway', level: 'info', pretty: true, destination });

  log.info({ port: 4000 }, 'listening');

  expect(stripVTControlCharacters(written.join())).toMatch(
    /^\[\d\d:\d\d:\d\d\.\d{3}\] INFO: listening\n\s+port: 4000\n$/,
  );
});
