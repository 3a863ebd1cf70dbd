import type { GraphContext, Scope } from '@constellation/kit';
import DataLoader from 'dataloader';
import { grantsOfUsers } from '../data/role-grants.queries.ts';
import type { User } from '../data/user.entity.ts';
import { usersByIds } from '../data/users.queries.ts';
import type { RoleGrant } from '../domain/roles.ts';

/** Batched reads for one request. They keep nothing, so that a second mutation of a request answers with its own outcome. */
export const loaders = ({ em }: Scope) => ({
  user: batched<User | undefined>(async (ids) => {
    const users = new Map((await usersByIds(em, ids)).map((user) => [user.id, user]));
    return ids.map((id) => users.get(id));
  }),
  rolesOfUser: batched<readonly RoleGrant[]>(async (ids) => {
    const grants = Map.groupBy(await grantsOfUsers(em, ids), ({ userId }) => userId);
    return ids.map((id) => grants.get(id) ?? []);
  }),
});

export type Context = GraphContext<ReturnType<typeof loaders>>;

const batched = <Answer>(read: (ids: readonly string[]) => Promise<readonly Answer[]>) =>
  new DataLoader<string, Answer>(read, { cache: false });
