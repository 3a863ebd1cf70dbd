import { createHash } from 'node:crypto';
import { newId, rows, sql } from '@constellation/kit';
import { importUsers } from '../actions/import-users.ts';
import type { ForeignPerson } from '../domain/foreign-person.ts';
import { freshEmail, password } from './accounts.ts';
import type { OpenIdentity } from './open-identity.ts';

const passwordHash = createHash('sha256').update(password).digest('hex');

/** Somebody with an id and an address that nobody has. */
export const foreignPerson = (given: Partial<ForeignPerson> = {}): ForeignPerson => ({
  line: 1,
  id: newId(),
  email: freshEmail(),
  passwordHash,
  name: 'Ada',
  registeredAt: '2025-01-31',
  isActive: 'true',
  ...given,
});

export const importAll = (identity: OpenIdentity, people: readonly ForeignPerson[], source = 'tickets') =>
  importUsers(identity.scope(), { source, people });

/** The accounts of those who were taken over. */
export const accountsOf = (identity: OpenIdentity, people: readonly ForeignPerson[]) =>
  rows(
    identity.scope().em,
    sql<Record<string, unknown>>`
      select name, legacy_source as source, legacy_id as id, created_at::text as "createdAt", role, password_hash as hash
      from users join role_grants on user_id = users.id where legacy_id = any(${people.map(({ id }) => id)}::text[])`,
  );
