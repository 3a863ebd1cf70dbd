import { openLog } from '../../log.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

/** A process with an embedded PostgreSQL: says where it is, and stops it at the end of its standard input. */
const [dataDirectory = ''] = process.argv.slice(2);
const log = openLog({ name: 'owner', level: 'silent' });
const postgres = await startEmbeddedPostgres({ dataDirectory, log, settings: { fsync: 'off' } });
process.stdin.once('end', () => void postgres[Symbol.asyncDispose]()).resume();
process.stdout.write(`${postgres.url}\n`);
