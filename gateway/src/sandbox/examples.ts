import { readdir, readFile } from 'node:fs/promises';

const folder = new URL('examples/', import.meta.url);

/** One tab of the sandbox: an operation with its variables. */
export interface Example {
  readonly query: string;
  readonly variables?: string;
}

/** The operations in `examples/` in the order of their names, each with the variables in the file that is named like it. */
export async function readExamples(): Promise<Example[]> {
  const names = (await readdir(folder)).toSorted();
  const read = (name: string) => readFile(new URL(name, folder), 'utf8');
  return Promise.all(
    names
      .filter((name) => name.endsWith('.graphql'))
      .map(async (name) => {
        const variables = name.replace('.graphql', '.json');
        return { query: await read(name), ...(names.includes(variables) && { variables: await read(variables) }) };
      }),
  );
}
