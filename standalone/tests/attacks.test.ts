import { newId } from '@constellation/kit';
import { basic } from '@constellation/kit/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { freshEmail } from './fixtures/accounts.ts';
import { held, hold } from './fixtures/bookings.ts';
import { type Client, resultOf } from './fixtures/client.ts';
import { openGraphs } from './fixtures/graph.ts';
import { as, signUpPerson } from './fixtures/people.ts';
import { trySignIn, trySignUp } from './fixtures/sessions.ts';
import { openVenue } from './fixtures/venue.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const codes = z.object({ errors: z.array(z.object({ code: z.string() })) });

/** The codes of what was refused, one for each attempt that was made. */
const codesIn = (data: unknown): string[] =>
  Object.values(z.record(z.string(), codes).parse(data)).flatMap(({ errors }) => errors.map(({ code }) => code));

describe.each(graphs)('on the $kind platform', (graph) => {
  test('whoever tries many passwords at once has ten guesses, and hardly more however long it takes', async () => {
    const ada = await signUpPerson(graph);

    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => trySignIn(graph, { ...ada, password: `guess number ${index}` })),
    );

    const told = answers.flatMap(({ data }) => codesIn(data));
    const guesses = told.filter((code) => code === 'INVALID_CREDENTIALS').length;
    expect(told.filter((code) => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(60 - guesses);
    // A second later there is one more, two seconds after that another: as many as a busy machine takes time for.
    expect(guesses).toBeGreaterThanOrEqual(10);
    expect(guesses).toBeLessThan(15);
  });

  test('a password of a megabyte less a little is refused before anybody works on it', async () => {
    const ada = await signUpPerson(graph);
    const password = 'x'.repeat(900_000);

    const signedIn = await trySignIn(graph, { ...ada, password });
    const signedUp = await trySignUp(graph, { email: freshEmail(), password });
    const shown = await as(graph, basic({ ...ada, password: 'x'.repeat(5_000) })).ask('{ __typename }');

    expect(codesIn(signedIn.data)).toEqual(['INVALID_INPUT']);
    expect(codesIn(signedUp.data)).toEqual(['INVALID_INPUT']);
    expect(shown.status).toBe(401);
  });

  test('an address that reads like somebody else’s is theirs, or none', async () => {
    const ada = await signUpPerson(graph);
    const { password } = ada;

    const louder = await trySignUp(graph, { email: ada.email.toUpperCase(), password });
    const wider = await trySignUp(graph, { email: ada.email.replace('e', 'ｅ'), password });
    const cyrillic = await trySignUp(graph, { email: `аdmin-${freshEmail()}`, password });

    expect([louder, wider, cyrillic].map(({ data }) => codesIn(data))).toEqual([
      ['EMAIL_TAKEN'],
      ['EMAIL_TAKEN'],
      ['INVALID_INPUT'],
    ]);
  });
});

test.for(graphs)(
  'whoever knows the id of somebody else’s things gets none of them, whichever way leads there ($kind)',
  async (graph) => {
    const venue = await openVenue(graph, 2);
    const [ada, mallory] = [await signUpPerson(graph), await signUpPerson(graph)];
    const { id, reference } = await held(hold(ada, { venueId: venue.id, startsAt: venue.at('19:00') }));
    const variables = { id, reference, venueId: venue.id, userId: ada.userId };

    const { data } = await mallory.ask(readings, variables);
    const changes = await Promise.all(
      [
        'confirmBooking',
        'cancelBooking',
        'extendHold',
        'seatBooking',
        'finishBooking',
        'markNoShow',
        'rejectBooking',
      ].map(async (command) =>
        codesIn(
          (await mallory.ask(`mutation ($id: ID!) { result: ${command}(id: $id) { errors { code } } }`, { id })).data,
        ),
      ),
    );

    expect(data).toEqual({
      byId: null,
      byReference: null,
      user: null,
      bookings: { edges: [] },
      venue: { bookings: { edges: [] }, rooms: [{ tables: [{ bookings: [] }, { bookings: [] }] }] },
    });
    expect(new Set(changes.flat())).toEqual(new Set(['FORBIDDEN']));
    expect(changes.flat()).toHaveLength(changes.length);
    const own = resultOf(
      await ada.ask('query ($id: ID!) { result: booking(id: $id) { status } }', { id }),
      z.object({ status: z.string() }),
    );
    expect(own).toEqual({ status: 'HELD' });
  },
);

test.for(graphs)('entities are nobody’s to ask for, but a gateway’s ($kind)', async (graph) => {
  const { status, errors } = await graph.ask(
    'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }',
    {
      of: [{ __typename: 'User', id: newId() }],
    },
  );

  expect(status).toBe(400);
  expect(errors?.map(({ extensions }) => extensions.code)).toContain('GRAPHQL_VALIDATION_FAILED');
});

test.for(graphs)('guessed references of bookings are all alike, there or not ($kind)', async (graph) => {
  const venue = await openVenue(graph, 1);
  const [ada, mallory] = [await signUpPerson(graph), await signUpPerson(graph)];
  const { reference } = await held(hold(ada, { venueId: venue.id, startsAt: venue.at('19:00') }));
  const guesses = [
    reference,
    ...Array.from({ length: 15 }, (_, index) => reference.slice(0, -1) + 'ABCDEFGHJKMNPQR'[index]),
  ];
  const query = `{ ${guesses.map((guess, index) => `g${index}: booking(reference: "${guess}") { id }`).join(' ')} }`;

  const { data, errors } = await mallory.ask(query);

  expect(errors).toBeUndefined();
  expect(new Set(Object.values(data ?? {}))).toEqual(new Set([null]));
});

test.for(graphs)('of many who ask the same at the same time each is told of themselves ($kind)', async (graph) => {
  const people = await Promise.all(Array.from({ length: 8 }, () => signUpPerson(graph)));
  const me = (client: Client) => client.ask('{ me { user { email } } }');

  const answers = await Promise.all(
    Array.from({ length: 10 }, () => people)
      .flat()
      .map(async (person) => [person.email, (await me(person)).data]),
  );

  for (const [email, data] of answers) expect(data).toEqual({ me: { user: { email } } });
  expect((await me(as(graph, null))).data).toEqual({ me: { user: null } });
});

const readings = `query ($id: ID!, $reference: String!, $venueId: ID!, $userId: ID!) {
  byId: booking(id: $id) { id }
  byReference: booking(reference: $reference) { id }
  user(id: $userId) { email }
  bookings(filter: { venueId: $venueId }) { edges { node { id } } }
  venue(id: $venueId) {
    bookings { edges { node { id } } }
    rooms { tables { bookings(from: "2020-01-01T00:00:00Z", to: "2020-01-02T00:00:00Z") { id } } }
  }
}`;
