import type { GeneratedPerson } from './people.ts';

const columns = [
  'user_id',
  'email',
  'password_hash',
  'first_name',
  'surname',
  'birthday',
  'registered_at',
  'is_active',
  'last_logged_in',
] as const satisfies readonly (keyof GeneratedPerson)[];

/** So many rows make one statement, or one piece of text. */
const atOnce = 1_000;

/** The people as CSV with a header. */
export function* csvOf(people: Iterable<GeneratedPerson>): Generator<string> {
  yield `${columns.join(',')}\n`;
  for (const some of pieces(people))
    yield some.map((person) => `${columns.map((column) => person[column]).join(',')}\n`).join('');
}

/** The people as statements that psql takes. */
export function* sqlOf(people: Iterable<GeneratedPerson>): Generator<string> {
  for (const some of pieces(people)) {
    const rows = some.map((person) => `(${columns.map((column) => literal(person[column])).join(', ')})`);
    yield `INSERT INTO users (${columns.join(', ')}) VALUES\n${rows.join(',\n')};\n`;
  }
}

const literal = (value: string | number | boolean) =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

function* pieces(people: Iterable<GeneratedPerson>): Generator<readonly GeneratedPerson[]> {
  let some: GeneratedPerson[] = [];
  for (const person of people) {
    some.push(person);
    if (some.length < atOnce) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
