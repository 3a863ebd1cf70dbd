import { parseArgs } from 'node:util';
import { StartFailure } from '@constellation/kit';
import { z } from 'zod';

const usage =
  'usage: npm run generate-users -- <count, 1 to 100 000 000> <file.csv or file.sql> [--seed <number>] [--hash bcrypt or sha256]';

const request = z.object({
  count: z.coerce.number().int().min(1).max(100_000_000),
  file: z.string().regex(/\.(csv|sql)$/i),
  seed: z.coerce.number().int().min(0).max(4_294_967_295).default(1),
  hash: z.enum(['bcrypt', 'sha256']).default('bcrypt'),
});

/** How many people somebody asks for, where they go, and by what chance. */
export type GenerateRequest = z.output<typeof request>;

/** @throws StartFailure that says how to ask. */
export function readGenerateRequest(args: readonly string[]): GenerateRequest {
  const { positionals, values } = parsed(args);
  const [count, file, ...more] = positionals;
  const { data } = request.safeParse({ count, file, ...values });
  if (!data || more.length > 0) throw new StartFailure(usage);
  return data;
}

function parsed(args: readonly string[]) {
  try {
    const options = { seed: { type: 'string' }, hash: { type: 'string' } } as const;
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new StartFailure(usage, { cause: error });
  }
}
