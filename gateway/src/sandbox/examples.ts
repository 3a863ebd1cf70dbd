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
 * `<in two days>` in the variables becomes a date that is still to come.
 */
export async function readExamples(clock: Clock): Promise<Example[]> {
  const inTwoDays = clock.now().toZonedDateTimeISO('UTC').toPlainDate().add({ days: 2 }).toString();
  const names = (await readdir(folder)).toSorted();
  const read = (name: string) => readFile(new URL(name, folder), 'utf8');
  return Promise.all(
    names
      .filter((name) => name.endsWith('.graphql'))
      .map(async (name) => {
        const variables = name.replace('.graphql', '.json');
        if (!names.includes(variables)) return { query: await read(name) };
        return { query: await read(name), variables: (await read(variables)).replaceAll('<in two days>', inTwoDays) };
      }),
  );
}
