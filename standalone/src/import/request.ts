import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { StartFailure } from '@constellation/kit';

/** What somebody asks for. */
export interface Request {
  readonly what: 'users' | 'sensors';
  readonly file: string;
  /** Where what is in the file comes from; what it is known by there is kept beside this name. */
  readonly source: string;
  /** Slug or id of the venue that sensors are in. */
  readonly venue: string | undefined;
}

const usage = [
  'usage: npm run import -- users <file.csv or file.sql> [--source <name>]',
  '       npm run import -- sensors <file.csv, .json or .ndjson> [--source <name>] [--venue <slug or id>]',
].join('\n');

const files = { users: /\.(csv|sql)$/i, sensors: /\.(csv|json|ndjson)$/i };
const usualSources = { users: 'tickets', sensors: 'smart-home' };

/** @throws StartFailure that says how to ask, or that there is no such file. */
export function readRequest(args: readonly string[]): Request {
  const { positionals, values } = parsed(args);
  const [what, file, ...more] = positionals;
  if ((what !== 'users' && what !== 'sensors') || file === undefined || more.length > 0) throw new StartFailure(usage);
  const { source = usualSources[what], venue } = values;
  if (!files[what].test(file) || !/^[a-z][a-z0-9-]{0,39}$/.test(source)) throw new StartFailure(usage);
  if (what === 'users' && venue !== undefined) throw new StartFailure(usage);
  if (!existsSync(file)) throw new StartFailure(`There is no file ${file}`);
  return { what, file, source, venue };
}

function parsed(args: readonly string[]) {
  try {
    const options = { source: { type: 'string' }, venue: { type: 'string' } } as const;
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new StartFailure(usage, { cause: error });
  }
}
