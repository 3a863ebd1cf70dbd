import { expect, test } from 'vitest';
import { apiSchema } from './api-schema.ts';
import { composeSupergraph } from './compose.ts';

const supergraph = composeSupergraph();
const schema = apiSchema(supergraph);

test('clients see one graph over all parts', () => {
  expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toEqual(['booking', 'bookings', 'venue', 'venues']);
  expect(Object.keys(schema.getSubscriptionType()?.getFields() ?? {})).toEqual(['bookingStatusChanged']);
});

test('clients see nothing of the machinery', () => {
  expect(Object.keys(schema.getTypeMap())).not.toContainEqual(expect.stringMatching(/^_[^_]|^(join|link)__/));
});

test('the live part has no server', () => {
  expect(supergraph).toContain('EVENTS @join__graph(name: "events", url: "nats://events")');
});
