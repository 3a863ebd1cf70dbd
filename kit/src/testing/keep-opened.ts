import type { Database, DatabaseServer } from '../database/database.ts';

/** The same server, which also gives away the database that is opened on it first. */
export function keepOpened(server: DatabaseServer) {
  const { promise: opened, resolve } = Promise.withResolvers<Database>();
  const open: typeof server.open = async (definition) => {
    const database = await server.open(definition);
    resolve(database);
    return database;
  };
  return { database: { ...server, open }, opened };
}
