import { expect, test } from 'vitest';
import { readGatewayKey } from '../internal-token/keys.ts';
import { makeGatewayKeys } from '../internal-token/make-keys.ts';
import { openMint } from '../internal-token/mint.ts';
import { administrator } from '../testing/people.ts';
import { decodeHeaders, encodeHeaders, type ExecutionHeaders } from './headers.ts';

const mint = openMint({ key: readGatewayKey(makeGatewayKeys().key) });
const principal = administrator;

async function sent(headers: ExecutionHeaders): Promise<ExecutionHeaders> {
  const encoded = await encodeHeaders(headers, mint);
  return decodeHeaders(principal, (name) => encoded[name]);
}

test('who asks, on which trace and under which key, arrives as it was sent', async () => {
  const headers = {
    principal,
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    idempotencyKey: 'key',
  };

  expect(await sent(headers)).toEqual(headers);
});

test('where somebody is arrives as well, and where they found the gateway', async () => {
  const headers = { principal, address: '2001:db8::1', origin: 'https://api.example.org' };

  expect(await sent(headers)).toEqual(headers);
});

test('an empty key is a key, to be refused like any other bad one', async () => {
  expect(await sent({ principal, idempotencyKey: '' })).toEqual({ principal, idempotencyKey: '' });
});

test('trace and key may be missing', async () => {
  expect(await sent({ principal })).toEqual({ principal });
});

test('who asks is told by a token', async () => {
  expect(await encodeHeaders({ principal }, mint)).toEqual({
    'constellation-principal': await mint.tokenFor(principal),
  });
});
