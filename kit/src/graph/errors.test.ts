import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { testPlatform, type TestPlatform } from '../testing/test-platform.ts';
import { anybody, type ServedNotes, serveNotes } from './notes-subgraph-for-tests.ts';

const opened = new AsyncDisposableStack();
let notes: ServedNotes;
let linesBefore = 0;

beforeAll(async () => {
  const platform: TestPlatform = opened.use(await testPlatform('embedded', inject('postgresUrl')));
  notes = opened.use(await serveNotes(platform));
});

beforeEach(() => {
  linesBefore = notes.lines.length;
});

afterAll(() => opened.disposeAsync());

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const traced = { ...anybody, traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
const newLines = () => notes.lines.slice(linesBefore).map((line) => JSON.parse(line));

test.for(['bug', 'outage', 'foreignCode', 'internalCode', 'nothing'])(
  'an error that is no answer to the client (%s) is masked, and the log has it under the trace id that the client is told',
  async (field) => {
    const response = await notes.execute({ query: `{ ${field} }` }, traced);

    expect(response.errors).toEqual([
      {
        message: 'Something went wrong on our side',
        path: [field],
        locations: [{ line: 1, column: 3 }],
        extensions: { code: 'INTERNAL_SERVER_ERROR', traceId },
      },
    ]);
    expect(JSON.stringify(response)).not.toMatch(/secret|elsewhere|stack|null for/);
    expect(newLines()).toMatchObject([
      { level: 'error', traceId, path: [field], err: { message: expect.stringMatching(/secret|elsewhere|null for/) } },
    ]);
  },
);

test('a refusal keeps its code and words, and is no matter for the log', async () => {
  const { data, errors } = await notes.execute({ query: '{ refused }' }, traced);

  expect(data).toEqual({ refused: null });
  expect(errors).toEqual([
    {
      message: 'There is no such list',
      path: ['refused'],
      locations: [{ line: 1, column: 3 }],
      extensions: { code: 'NOT_FOUND', argument: ['list'], details: { lists: 3 } },
    },
  ]);
  expect(newLines()).toEqual([]);
});

test.for([
  ['no GraphQL', '{ note(', {}, 'GRAPHQL_PARSE_FAILED', /Syntax Error/],
  ['a field that does not exist', '{ nota }', {}, 'GRAPHQL_VALIDATION_FAILED', /nota/],
  [
    'a variable that breaks its scalar',
    'query ($day: Date!) { day(day: $day) }',
    { day: 'tomorrow' },
    'BAD_USER_INPUT',
    /\$day.*2026-/,
  ],
  ['a missing variable', 'query ($day: Date!) { day(day: $day) }', {}, 'BAD_USER_INPUT', /\$day/],
] as const)(
  '%s is the client’s mistake: it is told which, and the log is not',
  async ([, query, variables, code, message]) => {
    const { errors } = await notes.execute({ query, variables }, traced);

    expect(errors).toMatchObject([{ message: expect.stringMatching(message), extensions: { code } }]);
    expect(Object.keys(errors?.[0]?.extensions ?? {})).toEqual(['code']);
    expect(newLines()).toEqual([]);
  },
);

test('what succeeds is answered next to what fails', async () => {
  const { data, errors } = await notes.execute({ query: '{ bug refused day(day: "2026-05-01") }' }, traced);

  expect(data).toEqual({ bug: null, refused: null, day: 5 });
  expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['INTERNAL_SERVER_ERROR', 'NOT_FOUND']);
});
