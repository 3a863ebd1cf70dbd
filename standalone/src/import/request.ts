import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { StartFailure } from '@constellation/kit';

/** What somebody asks for. */
export interface Request {
  readonly file: string;
  /** Where the people come from; what they are known by there is kept beside this name. */
  readonly source: string;
}

const usage = 'usage: npm run import -- users <file.csv or file.sql> [--source <name>]';

/** @throws StartFailure that says how to ask, or that there is no such file. */
export function readRequest(args: readonly string[]): Request {
  const { positionals, source } = parsed(args);
  const [what, file, ...more] = positionals;
  if (what !== 'users' || file === undefined || more.length > 0) throw new StartFailure(usage);
  if (!/\.(csv|sql)$/i.test(file) || !/^[a-z][a-z0-9-]{0,39}$/.test(source)) throw new StartFailure(usage);
  if (!existsSync(file)) throw new StartFailure(`There is no file ${file}`);
  return { file, source };
}

function parsed(args: readonly string[]) {
  try {
    const options = { source: { type: 'string', default: 'tickets' } } as const;
    const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options });
    return { positionals, source: values.source };
  } catch (error) {
    throw new StartFailure(usage, { cause: error });
  }
}
