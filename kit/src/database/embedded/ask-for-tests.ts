import pg from 'pg';

/** Runs one statement on a connection of its own and returns its rows as lists. */
export async function ask(url: string, statement: string): Promise<unknown[][]> {
  const client = new pg.Client(url);
  try {
    await client.connect();
    return (await client.query({ text: statement, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}
