import { randomBytes } from 'node:crypto';
import { instant, newId, Refusal, type Scope, secretHash } from '@constellation/kit';
import type { z } from 'zod';
import type { ApiKey } from '../data/api-key.entity.ts';
import { countGoodKeys, insertApiKey } from '../data/api-keys.queries.ts';
import { partnerOfUser } from '../data/partner-members.queries.ts';
import { lockPartner } from '../data/partners.queries.ts';
import { accept, invalid } from '../domain/accept.ts';
import { keyText, newApiKey } from '../domain/api-key.ts';
import { mostOfPartner } from '../domain/partner.ts';
import { allowKeys } from './access.ts';

/** A key as whoever made it gets to see it, once. */
export interface MadeKey {
  readonly apiKey: ApiKey;
  readonly key: string;
}

/**
 * Makes a key of a partner; only its hash is kept.
 * @throws Refusal FORBIDDEN, INVALID_INPUT or NOT_FOUND
 */
export async function createApiKey({ em, principal }: Scope, given: z.input<typeof newApiKey>): Promise<MadeKey> {
  const { partnerId, name, scopes } = accept(newApiKey, given);
  return em.transactional(async (tx) => {
    const partner = await lockPartner(tx, partnerId);
    if (!partner) throw new Refusal('NOT_FOUND', 'There is no partner with this id', { path: ['partnerId'] });
    allowKeys(principal, { partnerId, memberOf: await partnerOfUser(tx, principal.id) });
    if ((await countGoodKeys(tx, partnerId)) >= mostOfPartner.goodKeys) {
      throw invalid(`has ${mostOfPartner.goodKeys} keys that are good already`, 'partnerId');
    }
    const { prefix, key } = keyText(randomBytes(4), randomBytes(32));
    const made = { id: newId(), partnerId, name, prefix, scopes, createdAt: await instant(tx) };
    const apiKey = { ...made, lastUsedAt: null, revokedAt: null };
    await insertApiKey(tx, apiKey, secretHash(key));
    return { apiKey, key };
  });
}
