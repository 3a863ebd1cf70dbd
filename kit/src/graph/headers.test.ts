import { expect, test } from 'vitest';
import { developmentPrincipal, type Principal } from '../principal.ts';
import { decodeHeaders, encodeHeaders } from './headers.ts';

const partner: Principal = {
  kind: 'PARTNER',
  id: 'Zoë’s 店',
  scopes: ['bookings:read'],
  venueRoles: { 'venue-1': 'HOST' },
};

const read = (headers: Readonly<Record<string, string>>) => decodeHeaders((name) => headers[name]);

test('who asks, on which trace and under which key, arrives as it was sent', () => {
  const sent = {
    principal: partner,
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    idempotencyKey: 'key',
  };

  expect(read(encodeHeaders(sent))).toEqual(sent);
});

test('an empty key is a key, to be refused like any other bad one', () => {
  const sent = { principal: partner, idempotencyKey: '' };

  expect(read(encodeHeaders(sent))).toEqual(sent);
});

test('trace and key may be missing', () => {
  expect(read(encodeHeaders({ principal: partner }))).toEqual({ principal: partner });
});

test('a request without a principal did not come through the gateway', () => {
  expect(() => read({})).toThrow('The header constellation-principal is missing; ask the gateway instead');
});

test.for([
  ['no base64', '%', /JSON/],
  ['no JSON', Buffer.from('nobody').toString('base64url'), /JSON/],
  ['of an unknown kind', encode({ ...developmentPrincipal, kind: 'ROBOT' }), /kind/],
  ['with an unknown scope', encode({ ...developmentPrincipal, scopes: ['everything'] }), /scopes/],
  ['without venue roles', encode({ kind: 'USER', id: 'x', scopes: [] }), /venueRoles/],
] as const)('a principal that is %s is an error', ([, value, complaint]) => {
  expect(() => read({ 'constellation-principal': value })).toThrow(complaint);
});

function encode(principal: object): string {
  return Buffer.from(JSON.stringify(principal)).toString('base64url');
}
