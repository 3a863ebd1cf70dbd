import { expect, test } from 'vitest';
import { composeSupergraph } from '../compose.ts';
import { brokenClients, findings, stillMissing } from './checks.ts';

test.for(findings())('the published schema $promise', ({ problems }) => {
  expect(problems).toEqual([]);
});

test('where nothing is committed, no client can break, and the check says why', () => {
  const { promise, problems } = brokenClients(undefined, composeSupergraph());

  expect(promise).toContain('nothing committed');
  expect(problems).toEqual([]);
});

test('a field of the committed supergraph that is gone breaks clients', () => {
  const committed = composeSupergraph();
  const after = committed.replace('serial: SafeInt!', 'number: SafeInt!');

  expect(brokenClients(committed, after).problems).toEqual(['Booking.serial was removed.']);
});

test('a field of the committed supergraph that fewer may see breaks clients', () => {
  const committed = composeSupergraph();
  const after = committed.replace('reference: String!', 'reference: String! @auth(scopes: ["admin"])');

  expect(brokenClients(committed, after).problems).toEqual(['Booking.reference needs more rights than before.']);
});

test('the list of what is missing names every part of the contract', () => {
  const parts = stillMissing().flatMap((line) => /^[a-z-]+(?=:)/.exec(line)?.[0] ?? []);

  expect(parts.toSorted()).toEqual(['booking', 'events', 'identity', 'notify', 'space-data', 'telemetry', 'venue']);
});
