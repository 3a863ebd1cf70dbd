import { instant, newId, type Scope } from '@constellation/kit';
import type { z } from 'zod';
import type { Partner } from '../data/partner.entity.ts';
import { insertPartner } from '../data/partners.queries.ts';
import { accept } from '../domain/accept.ts';
import { refuseDemoPartner } from '../domain/demo.ts';
import { newPartner } from '../domain/partner.ts';
import { allowAdmin } from './access.ts';

/**
 * Takes a partner in, without members and keys. That of the demo is taken in by itself only.
 * @throws Refusal FORBIDDEN or INVALID_INPUT
 */
export async function createPartner({ em, principal }: Scope, given: z.input<typeof newPartner>): Promise<Partner> {
  allowAdmin(principal);
  const { name } = accept(newPartner, given);
  if (principal.kind !== 'SERVICE') refuseDemoPartner(name);
  const partner = { id: newId(), name, createdAt: await instant(em) };
  await insertPartner(em, partner);
  return partner;
}
