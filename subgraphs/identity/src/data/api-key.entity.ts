import { InstantType } from '@constellation/kit';
import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { PartnerScope } from '../domain/api-key.ts';

/** A partner's key, as far as others may know; its hash stays in `api-keys.queries.ts`. */
export const ApiKeyEntity = defineEntity({
  name: 'ApiKey',
  tableName: 'api_keys',
  properties: {
    id: p.uuid().primary(),
    partnerId: p.uuid(),
    name: p.text(),
    prefix: p.text(),
    scopes: p.array().columnType('text[]').$type<PartnerScope[]>(),
    createdAt: p.type(InstantType).$type<Temporal.Instant>(),
    lastUsedAt: p.type(InstantType).$type<Temporal.Instant>().strictNullable(),
    revokedAt: p.type(InstantType).$type<Temporal.Instant>().strictNullable(),
  },
});

export type ApiKey = InferEntity<typeof ApiKeyEntity>;
