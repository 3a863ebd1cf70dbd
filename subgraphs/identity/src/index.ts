import { defineSubgraph, type Subgraph } from '@constellation/kit';
import { sdl } from '@constellation/schema/sdl';
import { collectAccount } from './actions/collect-account.ts';
import { ensureFirstAdmin, type FirstAdmin } from './actions/ensure-first-admin.ts';
import { refuseDemo } from './actions/refuse-demo.ts';
import { ApiKeyEntity } from './data/api-key.entity.ts';
import { CreateIdentity } from './data/migrations/0001-identity.ts';
import { AddPartners } from './data/migrations/0002-partners.ts';
import { PersonalDataJobs } from './data/migrations/0003-personal-data.ts';
import { PasswordResets } from './data/migrations/0004-password-resets.ts';
import { TakeOverUsers } from './data/migrations/0005-import.ts';
import { ErasedOrigins } from './data/migrations/0006-erased-origins.ts';
import { SignUpCounts } from './data/migrations/0007-sign-up-counts.ts';
import { SessionBegun } from './data/migrations/0008-session-begun.ts';
import { PartnerEntity } from './data/partner.entity.ts';
import { UserEntity } from './data/user.entity.ts';
import { loaders } from './graph/loaders.ts';
import { resolversWith } from './graph/resolvers.ts';
import { credentialsRoute } from './http/credentials.ts';
import { jwksRoute } from './http/jwks.ts';
import { argon2Passwords, type Passwords } from './outside/passwords.ts';
import { forgetting, keyRotation } from './workers/housekeeping.ts';
import { sendingResets } from './workers/password-resets.ts';
import { askingAgain, onPersonalDataAnswered } from './workers/personal-data.ts';

export { type Imported, importUsers } from './actions/import-users.ts';
export { demoPartnerName } from './domain/demo.ts';
export type { ForeignPerson, Rejection } from './domain/foreign-person.ts';
export { argon2Passwords } from './outside/passwords.ts';

export interface IdentityOptions {
  /** Each process has its own limit of passwords that are worked on at once. */
  readonly passwords?: Passwords;
  /** Who runs the platform where nobody does yet. */
  readonly firstAdmin?: FirstAdmin | undefined;
  /** Whether it does not start with accounts of the demo, or its partner. */
  readonly refusesDemo?: boolean;
  /** Who gives out access tokens in its place, where somebody does. Nobody signs in here then. */
  readonly outsideIssuer?: string | undefined;
}

/** Accounts, sessions, roles and partners: who somebody is. */
export const identitySubgraph = ({
  passwords = argon2Passwords(),
  firstAdmin,
  refusesDemo = false,
  outsideIssuer,
}: IdentityOptions = {}): Subgraph =>
  defineSubgraph({
    name: 'identity',
    typeDefs: sdl('identity'),
    entities: [UserEntity, PartnerEntity, ApiKeyEntity],
    migrations: [
      { name: 'identity-0001-identity', class: CreateIdentity },
      { name: 'identity-0002-partners', class: AddPartners },
      { name: 'identity-0003-personal-data', class: PersonalDataJobs },
      { name: 'identity-0004-password-resets', class: PasswordResets },
      { name: 'identity-0005-import', class: TakeOverUsers },
      { name: 'identity-0006-erased-origins', class: ErasedOrigins },
      { name: 'identity-0007-sign-up-counts', class: SignUpCounts },
      { name: 'identity-0008-session-begun', class: SessionBegun },
    ],
    resolvers: resolversWith(passwords, outsideIssuer),
    loaders,
    workers: [keyRotation, forgetting, sendingResets, onPersonalDataAnswered, askingAgain],
    routes: [jwksRoute, credentialsRoute(passwords)],
    prepare: async (scope) => {
      if (refusesDemo) await refuseDemo(scope);
      if (firstAdmin) await ensureFirstAdmin({ ...scope, passwords }, firstAdmin);
    },
    // The account itself is gone before anybody is told.
    personalData: { collect: collectAccount, erase: async () => {} },
  });
