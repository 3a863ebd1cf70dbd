import type { GraphContext, Scope } from '@constellation/kit';
import DataLoader from 'dataloader';
import type { ApiKey } from '../data/api-key.entity.ts';
import { keysOfPartners } from '../data/api-keys.queries.ts';
import { membershipsOfUsers, membersOfPartners } from '../data/partner-members.queries.ts';
import type { Partner } from '../data/partner.entity.ts';
import { partnersByIds } from '../data/partners.queries.ts';
import { grantsOfUsers } from '../data/role-grants.queries.ts';
import type { User } from '../data/user.entity.ts';
import { usersByIds } from '../data/users.queries.ts';
import { mostOfPartner } from '../domain/partner.ts';
import type { RoleGrant } from '../domain/roles.ts';

/** Batched reads for one request. They keep nothing, so that a second mutation of a request answers with its own outcome. */
export const loaders = ({ em }: Scope) => ({
  user: batched<User | undefined>(async (ids) => {
    const users = byId(await usersByIds(em, ids));
    return ids.map((id) => users.get(id));
  }),
  rolesOfUser: batched<readonly RoleGrant[]>(async (ids) => {
    const grants = Map.groupBy(await grantsOfUsers(em, ids), ({ userId }) => userId);
    return ids.map((id) => grants.get(id) ?? []);
  }),
  partnerOfUser: batched<string | undefined>(async (ids) => {
    const memberships = await membershipsOfUsers(em, ids);
    const partners = new Map(memberships.map(({ userId, partnerId }) => [userId, partnerId]));
    return ids.map((id) => partners.get(id));
  }),
  partner: batched<Partner | undefined>(async (ids) => {
    const partners = byId(await partnersByIds(em, ids));
    return ids.map((id) => partners.get(id));
  }),
  keysOfPartner: batched<readonly ApiKey[]>(async (ids) => {
    const found = await keysOfPartners(em, ids, mostOfPartner.shownKeys);
    const keys = Map.groupBy(found, ({ partnerId }) => partnerId);
    return ids.map((id) => keys.get(id) ?? []);
  }),
  membersOfPartner: batched<readonly User[]>(async (ids) => {
    const memberships = await membersOfPartners(em, ids);
    const members = Map.groupBy(memberships, ({ partnerId }) => partnerId);
    const userIds = memberships.map(({ userId }) => userId);
    const users = byId(await usersByIds(em, userIds));
    return ids.map((id) => members.get(id)?.flatMap(({ userId }) => users.get(userId) ?? []) ?? []);
  }),
});

export type Context = GraphContext<ReturnType<typeof loaders>>;

const byId = <Entity extends { readonly id: string }>(entities: readonly Entity[]) =>
  new Map(entities.map((entity) => [entity.id, entity]));

const batched = <Answer>(read: (ids: readonly string[]) => Promise<readonly Answer[]>) =>
  new DataLoader<string, Answer>(read, { cache: false });
