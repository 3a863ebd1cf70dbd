import { expect, test } from 'vitest';
import { z } from 'zod';
import { cloudEventEnvelope } from '../../src/cloud-event.ts';
import { idleExcuses, personalData, unguardedSecrets } from './personal-data.ts';

const judge = (data: z.ZodType, allowed = {}) => personalData({ type: 'thing.happened', data }, allowed);

test.for<[what: string, data: z.ZodType]>([
  ['ids', z.object({ bookingId: z.uuid(), tableIds: z.array(z.uuid()), partnerId: z.uuid().nullable() })],
  ['instants', z.object({ startsAt: z.iso.datetime() })],
  ['enumerations', z.object({ status: z.enum(['HELD', 'CONFIRMED']), change: z.literal('STATUS') })],
  ['codes', z.object({ reason: z.string().regex(/^[A-Z_]+$/) })],
  ['numbers and flags', z.object({ partySize: z.int(), open: z.boolean() })],
])('%s are no personal data', ([, data]) => {
  expect(judge(data)).toEqual([]);
});

test.for(['name', 'guestName', 'email', 'phone_number', 'note', 'ipAddress', 'guest', 'birthDate', 'secret'])(
  'a property called %s is suspect, even when it only takes codes',
  (property) => {
    const data = z.object({ rooms: z.array(z.object({ [property]: z.uuid() })) });

    expect(judge(data)).toEqual([`thing.happened rooms[].${property} is named like personal data`]);
  },
);

test.for<[what: string, code: z.ZodType]>([
  ['any text', z.string()],
  ['short text', z.string().max(40)],
  ['a pattern that lets people write', z.string().regex(/^[^<>]+$/)],
  ['an address of a mailbox', z.email()],
  ['text among other choices', z.union([z.uuid(), z.string()])],
  ['text in a list', z.array(z.string())],
  ['text in a pair', z.tuple([z.int(), z.string()])],
])('%s is suspect', ([, code]) => {
  expect(judge(z.object({ code }))).toEqual([expect.stringMatching(/^thing\.happened code(\[\])? takes free text$/)]);
});

test.for<[what: string, data: z.ZodType, reason: string]>([
  ['anything', z.unknown(), 'takes anything'],
  ['a free list', z.array(z.unknown()), 'takes anything'],
  ['a record', z.record(z.string(), z.uuid()), 'takes any property'],
  ['an object with room for more', z.looseObject({}), 'takes any property'],
])('%s is suspect', ([, data, reason]) => {
  expect(judge(z.object({ data }))).toEqual([expect.stringContaining(reason)]);
});

test('the envelope of events has no room for personal data', () => {
  expect(judge(cloudEventEnvelope.omit({ data: true }))).toEqual([]);
});

test('an excuse holds for its event and its way only', () => {
  const data = z.object({ name: z.string(), room: z.object({ name: z.string() }) });

  const suspects = judge(data, { 'thing.happened name': 'on the sign', 'other.happened room.name': 'on the door' });

  expect(suspects).toEqual([
    'thing.happened room.name is named like personal data',
    'thing.happened room.name takes free text',
  ]);
});

test('an excuse that excuses nothing is told', () => {
  const event = { type: 'thing.happened', data: z.object({ name: z.string(), id: z.uuid() }) };

  const idle = idleExcuses([event], { 'thing.happened name': 'on the sign', 'thing.happened id': 'why not' });

  expect(idle).toEqual(['thing.happened id needs no excuse']);
});

test.for([
  [{ isSecret: true, maxAgeMs: 3_600_000 }, []],
  [{ isSecret: false, maxAgeMs: 3_600_000 }, ['letter.sent carries secrets on POST, which is not secret']],
  [{ isSecret: true, maxAgeMs: 3_600_001 }, ['letter.sent carries secrets on POST, which keeps them too long']],
  [{ isSecret: true }, ['letter.sent carries secrets on POST, which keeps them too long']],
] as const)(
  'an excuse for a secret holds on a secret stream that soon forgets, and on no other (%#)',
  ([kept, problems]) => {
    const stream = { name: 'POST', description: 'Letters.', subjects: ['letter.*'], ...kept };
    const letter = { type: 'letter.sent', stream: 'POST', data: z.object({ email: z.email() }) };

    expect(unguardedSecrets([letter], [stream], { 'letter.sent email': 'where it goes' })).toEqual(problems);
    expect(unguardedSecrets([letter], [stream], {})).toEqual([]);
  },
);
