import { openLog } from '../../log.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';

/** Starts an embedded PostgreSQL that takes no care to survive a power cut. */
export const start = (dataDirectory: string): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ dataDirectory, log: openLog({ name: 'test', level: 'silent' }), settings: { fsync: 'off' } });
