import { parseArgs } from 'node:util';
import { StartFailure } from '@constellation/kit';

/** What somebody asks for. */
export interface Request {
  readonly work: 'list' | 'retry';
  /** Only the letters of this consumer. */
  readonly consumer?: string | undefined;
}

const usage = 'usage: npm run dead-letters [-- list | retry] [--consumer <name>]';

/** @throws StartFailure that says how to ask. */
export function readRequest(args: readonly string[]): Request {
  const { positionals, values } = parsed(args);
  const [work = 'list', ...more] = positionals;
  if ((work !== 'list' && work !== 'retry') || more.length > 0) throw new StartFailure(usage);
  return { work, consumer: values.consumer };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { consumer: { type: 'string' } } });
  } catch (error) {
    throw new StartFailure(usage, { cause: error });
  }
}
