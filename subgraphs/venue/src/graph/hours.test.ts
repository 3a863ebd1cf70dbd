import { newId } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { closeVenue, createVenue, setOpeningHours, setSpecialHours, updateVenue } from '../testing/documents.ts';
import { venueInput } from '../testing/inputs.ts';
import { at, idAt, serveVenues } from '../testing/serve-venues.ts';

const venues = await serveVenues();
afterAll(() => venues[Symbol.asyncDispose]());

/** A venue in Berlin that is open from six to two on Fridays, but not on 8 May 2026. */
async function bar() {
  const venueId = idAt(await venues.ask(createVenue, { input: venueInput() }), 'createVenue', 'venue');
  const hours = [{ weekday: 'FRIDAY', opens: '18:00', closes: '02:00' }];
  await venues.ask(setOpeningHours, { input: { venueId, hours } });
  const days = [{ date: '2026-05-08', closed: true, note: 'A wedding' }];
  await venues.ask(setSpecialHours, { input: { venueId, days } });
  return venueId;
}

const readHours = `
  query ($id: ID!, $from: DateTime!, $to: DateTime!, $at: DateTime) {
    venue(id: $id) { closed openIntervals(from: $from, to: $to) { start end } isOpen(at: $at) }
  }`;

const may = { from: '2026-05-01T00:00:00+02:00', to: '2026-05-16T00:00:00+02:00' };

test('a venue says when it is open', async () => {
  const id = await bar();

  const answer = await venues.ask(readHours, { id, ...may, at: '2026-05-01T23:59:00Z' });

  expect(answer).toEqual({
    data: {
      venue: {
        closed: false,
        openIntervals: [
          { start: '2026-05-01T16:00:00Z', end: '2026-05-02T00:00:00Z' },
          { start: '2026-05-15T16:00:00Z', end: '2026-05-15T22:00:00Z' },
        ],
        isOpen: true,
      },
    },
  });
});

test('whether it is open now goes by the clock', async () => {
  const id = await bar();
  const always = venues.platform.clock.now().toZonedDateTimeISO('Europe/Berlin').toPlainDate();
  const days = [-1, 0, 1].map((each) => ({
    date: always.add({ days: each }).toString(),
    opens: '00:00',
    closes: '00:00',
  }));
  const ask = async () =>
    at(await venues.ask('query ($id: ID!) { venue(id: $id) { isOpen } }', { id }), 'venue', 'isOpen');
  const closed = days.map(({ date }) => ({ date, closed: true }));

  await venues.ask(setSpecialHours, { input: { venueId: id, days } });
  const opened = await ask();
  await venues.ask(setSpecialHours, { input: { venueId: id, days: closed } });

  expect([opened, await ask()]).toEqual([true, false]);
});

test('a venue that is closed for good is open no more, and closing it again is fine', async () => {
  const id = await bar();

  const first = await venues.ask(closeVenue, { id });
  const second = await venues.ask(closeVenue, { id });

  const answer = await venues.ask(readHours, { id, ...may, at: may.from });
  expect(first).toEqual({ data: { closeVenue: { venue: { id, closed: true }, errors: [] } } });
  expect(second).toEqual(first);
  expect(at(answer, 'venue')).toEqual({ closed: true, openIntervals: [], isOpen: false });
});

test('special days are set, removed and read between two dates', async () => {
  const venueId = await bar();
  const days = [
    { date: '2026-12-31', opens: '20:00', closes: '06:00' },
    { date: '2026-12-24', opens: '11:00', closes: '15:00', note: 'Christmas Eve' },
  ];

  const answer = await venues.ask(setSpecialHours, { input: { venueId, days, remove: ['2026-05-08'] } });

  const read =
    'query ($id: ID!) { venue(id: $id) { specialHours(from: "2026-12-24", to: "2026-12-30") { date note } } }';
  const [silvester, christmas] = days;
  expect(answer).toEqual({
    data: {
      setSpecialHours: {
        venue: {
          specialHours: [
            { ...christmas, closed: false },
            { ...silvester, closed: false, note: null },
          ],
        },
        errors: [],
      },
    },
  });
  expect(at(await venues.ask(read, { id: venueId }), 'venue', 'specialHours')).toEqual([
    { date: '2026-12-24', note: 'Christmas Eve' },
  ]);
});

test('a closed day has no times', async () => {
  const venueId = await bar();

  const answer = await venues.ask(setSpecialHours, { input: { venueId } });

  const wedding = { date: '2026-05-08', closed: true, opens: null, closes: null, note: 'A wedding' };
  expect(at(answer, 'setSpecialHours', 'venue', 'specialHours')).toEqual([wedding]);
});

test('a venue changes what it says of itself', async () => {
  const id = await bar();
  const change = { name: 'Zur Möwe', email: null, timeZone: 'Europe/Lisbon' };

  const answer = await venues.ask(updateVenue, { input: { id, ...change } });

  expect(answer).toEqual({ data: { updateVenue: { venue: { id, kind: 'RESTAURANT', ...change }, errors: [] } } });
});

const nobody = newId();
const date = '2026-12-24';

test.each<readonly [what: string, document: string, given: object, code: string, path: readonly string[]]>([
  ['a name that is cleared', updateVenue, { name: null }, 'INVALID_INPUT', ['input', 'name']],
  ['a zone that is cleared', updateVenue, { timeZone: null }, 'INVALID_INPUT', ['input', 'timeZone']],
  ['a change of no venue', updateVenue, { id: nobody, name: 'Anker' }, 'NOT_FOUND', ['input', 'id']],
  ['a day without times', setSpecialHours, { days: [{ date }] }, 'INVALID_INPUT', ['input', 'days', '0', 'opens']],
  [
    'a day set and removed',
    setSpecialHours,
    { days: [{ date, closed: true }], remove: [date] },
    'INVALID_INPUT',
    ['input', 'remove', '0'],
  ],
  [
    'stretches that overlap',
    setSpecialHours,
    {
      days: [
        { date, opens: '18:00', closes: '02:00' },
        { date: '2026-12-25', opens: '01:00', closes: '05:00' },
      ],
    },
    'OVERLAPPING_HOURS',
    ['input', 'days', '1'],
  ],
  ['special days of no venue', setSpecialHours, { venueId: nobody }, 'NOT_FOUND', ['input', 'venueId']],
])('%s is refused in the payload', async (_what, document, given, code, path) => {
  const id = await bar();
  const own = document === updateVenue ? { id } : { venueId: id };

  const { data } = await venues.ask(document, { input: { ...own, ...given } });

  expect(Object.values(data ?? {})).toMatchObject([{ venue: null, errors: [{ code, path }] }]);
});

test('closing no venue is refused in the payload', async () => {
  const answer = await venues.ask(closeVenue, { id: nobody });

  expect(at(answer, 'closeVenue')).toMatchObject({ venue: null, errors: [{ code: 'NOT_FOUND', path: ['id'] }] });
});

test.each([
  ['more than 62 days', { ...may, to: '2026-07-02T01:00:00+02:00' }],
  ['a range that ends before it begins', { from: may.to, to: may.from }],
])('%s of open stretches are bad input', async (_what, range) => {
  const id = await bar();

  const answer = await venues.ask(readHours, { id, ...range });

  expect(answer.errors).toMatchObject([
    { path: ['venue', 'openIntervals'], extensions: { code: 'BAD_USER_INPUT', argument: ['to'] } },
  ]);
});
