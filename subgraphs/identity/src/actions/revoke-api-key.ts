import { append, instant, Refusal, type Scope } from '@constellation/kit';
import { identityRevoked } from '@constellation/schema';
import type { ApiKey } from '../data/api-key.entity.ts';
import { endApiKey, findApiKey } from '../data/api-keys.queries.ts';
import { partnerOfUser } from '../data/partner-members.queries.ts';
import { lockPartner, nextPartnerVersion } from '../data/partners.queries.ts';
import { allowKeys } from './access.ts';

/**
 * Ends a key for good and tells everybody who accepts it; one that was revoked stays so.
 * @throws Refusal FORBIDDEN or NOT_FOUND
 */
export const revokeApiKey = ({ em, principal }: Scope, { id }: { readonly id: string }): Promise<ApiKey> =>
  em.transactional(async (tx) => {
    const known = await findApiKey(tx, id);
    if (!known) throw missing();
    const { partnerId } = known;
    await lockPartner(tx, partnerId);
    allowKeys(principal, { partnerId, memberOf: await partnerOfUser(tx, principal.id) });
    const at = await instant(tx);
    if (await endApiKey(tx, id, at)) {
      const version = await nextPartnerVersion(tx, partnerId);
      const data = { principalId: partnerId, sessionId: id, reason: 'KEY_REVOKED' };
      await append(tx, identityRevoked, { aggregate: partnerId, version, at, data });
    }
    return (await findApiKey(tx, id)) ?? known;
  });

const missing = () => new Refusal('NOT_FOUND', 'There is no key with this id', { path: ['id'] });
