import type { Passwords } from '../outside/passwords.ts';
import { mutationResolvers } from './mutation.ts';
import { Partner } from './partner.ts';
import { Query } from './query.ts';
import type { Resolvers } from './schema.generated.ts';
import { sessionsElsewhere } from './sessions-elsewhere.ts';
import { User } from './user.ts';
import { Viewer } from './viewer.ts';

export const resolversWith = (passwords: Passwords, outsideIssuer: string | undefined): Resolvers => ({
  Query,
  Mutation: { ...mutationResolvers(passwords), ...(outsideIssuer !== undefined && sessionsElsewhere(outsideIssuer)) },
  User,
  Partner,
  Viewer,
});
