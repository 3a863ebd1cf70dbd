import { InstantType } from '@constellation/kit';
import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** A business that books for its own customers. */
export const PartnerEntity = defineEntity({
  name: 'Partner',
  tableName: 'partners',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    createdAt: p.type(InstantType).$type<Temporal.Instant>(),
  },
});

export type Partner = InferEntity<typeof PartnerEntity>;
