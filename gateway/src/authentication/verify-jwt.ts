import type { Clock } from '@constellation/kit';
import { errors, type JWTPayload, jwtVerify, type JWTVerifyOptions } from 'jose';
import { z } from 'zod';
import type { KeySet } from './key-set.ts';
import { Unauthenticated } from './refusals.ts';

/** What a token is held against. */
export interface Demands extends JWTVerifyOptions {
  /** Those that are ever used; a token that names another one is refused before any key is looked for. */
  readonly algorithms: string[];
  /** Refuses what else is wrong with its header, by throwing a JOSEError. */
  readonly checkHeader?: (header: { readonly typ?: string; readonly kid?: string }) => void;
}

/**
 * The claims of a token whose signature is good and which is as it has to be.
 * @throws Unauthenticated for any other; GraphQLError SUBGRAPH_UNAVAILABLE while that cannot be judged.
 */
export async function verifyJwt<Claims>(
  token: string,
  { keys, clock, demands, read }: { keys: KeySet; clock: Clock; demands: Demands; read(payload: JWTPayload): Claims },
): Promise<Claims> {
  const { checkHeader, ...options } = demands;
  try {
    const { payload } = await jwtVerify(
      token,
      async (header) => {
        checkHeader?.(header);
        const key = await keys.find(header);
        if (!key) throw new errors.JWKSNoMatchingKey();
        return key;
      },
      { ...options, currentDate: new Date(clock.now().epochMilliseconds) },
    );
    return read(payload);
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof z.ZodError) throw new Unauthenticated(error.message);
    throw error;
  }
}
