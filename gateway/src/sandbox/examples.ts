import { readdir, readFile } from 'node:fs/promises';
import type { Clock } from '@constellation/kit';

const folder = new URL('examples/', import.meta.url);

/** One tab of the sandbox: an operation with its variables. */
export interface Example {
  readonly query: string;
  readonly variables?: string;
}

/**
 * The operations in `examples/` in the order of their names, each with the variables in the file that is named like it.
 * `<today>`, `<in two days>` and those later in the variables become dates, `<now>` and `<a day ago>` instants.
 */
export async function readExamples(clock: Clock): Promise<Example[]> {
  const now = clock.now().round('second');
  const today = now.toZonedDateTimeISO('UTC').toPlainDate();
  const times = {
    '<today>': today,
    '<in two days>': today.add({ days: 2 }),
    '<in ten days>': today.add({ days: 10 }),
    '<in twenty days>': today.add({ days: 20 }),
    '<in thirty days>': today.add({ days: 30 }),
    '<now>': now,
    '<a day ago>': now.subtract({ hours: 24 }),
  };
  const names = (await readdir(folder)).toSorted();
  const read = (name: string) => readFile(new URL(name, folder), 'utf8');
  return Promise.all(
    names
      .filter((name) => name.endsWith('.graphql'))
      .map(async (name) => {
        const variables = name.replace('.graphql', '.json');
        if (!names.includes(variables)) return { query: await read(name) };
        return { query: await read(name), variables: withTimes(await read(variables), times) };
      }),
  );
}

const withTimes = (variables: string, times: Readonly<Record<string, { toString(): string }>>) =>
  variables.replaceAll(/<[a-z ]+>/g, (name) => times[name]?.toString() ?? name);
