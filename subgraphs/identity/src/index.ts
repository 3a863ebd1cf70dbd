import { defineSubgraph, type Subgraph } from '@constellation/kit';
import { sdl } from '@constellation/schema/sdl';
import { CreateIdentity } from './data/migrations/0001-identity.ts';
import { UserEntity } from './data/user.entity.ts';
import { loaders } from './graph/loaders.ts';
import { resolversWith } from './graph/resolvers.ts';
import { jwksRoute } from './http/jwks.ts';
import { argon2Passwords, type Passwords } from './outside/passwords.ts';
import { forgetting, keyRotation } from './workers/housekeeping.ts';

/** Accounts, sessions and roles: who somebody is. Each has its own limit of passwords that are worked on at once. */
export const identitySubgraph = (passwords: Passwords = argon2Passwords()): Subgraph =>
  defineSubgraph({
    name: 'identity',
    typeDefs: sdl('identity'),
    entities: [UserEntity],
    migrations: [{ name: 'identity-0001-identity', class: CreateIdentity }],
    resolvers: resolversWith(passwords),
    loaders,
    workers: [keyRotation, forgetting],
    routes: [jwksRoute],
  });
