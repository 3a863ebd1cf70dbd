import { InstantType } from '@constellation/kit';
import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** Somebody with an account, as far as others may know; the password's hash stays in `users.queries.ts`. */
export const UserEntity = defineEntity({
  name: 'User',
  tableName: 'users',
  properties: {
    id: p.uuid().primary(),
    email: p.text(),
    name: p.text().strictNullable(),
    createdAt: p.type(InstantType).$type<Temporal.Instant>(),
  },
});

export type User = InferEntity<typeof UserEntity>;
