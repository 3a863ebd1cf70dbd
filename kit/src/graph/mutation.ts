import type { GraphQLResolveInfo } from 'graphql';
import { idempotent, type Outcome } from '../idempotency/idempotent.ts';
import type { AccessScope } from '../principal.ts';
import { Refusal } from '../refusal.ts';
import type { Scope } from '../scope.ts';
import type { GraphContext } from './context.ts';
import { type UserError, userError } from './user-error.ts';

/** A payload: the entity under its own name, and why there is none. */
export type Payload<Field extends string, Entity> = { [Name in Field]: Entity | null } & { errors: UserError[] };

export interface MutationsOptions<Field extends string, Entity> {
  /** The payload's field for the entity. */
  readonly field: Field;
  readonly requires: AccessScope;
  /** Reads the entity anew when an earlier answer is given again. */
  find(scope: Scope, id: string): Promise<Entity | null | undefined>;
}

/**
 * Makes resolvers for the mutations of one entity: the scope is checked, the action called, a refusal turned into
 * `errors`, and a repetition under the same idempotency key answered with the first outcome.
 */
export const mutations =
  <Field extends string, Entity extends { readonly id: string }>(options: MutationsOptions<Field, Entity>) =>
  <Args extends object>(action: (scope: Scope, args: Args) => Promise<Entity>) =>
  async (_parent: unknown, args: Args, { scope }: GraphContext, info: Pick<GraphQLResolveInfo, 'fieldName'>) => {
    const payload = (entity: Entity | null, errors: readonly UserError[] = []) =>
      ({ [options.field]: entity, errors: [...errors] }) as Payload<Field, Entity>;
    try {
      requireScope(scope, options.requires);
      const { key, ...asked } = splitKey(args, scope.idempotencyKey);
      if (key === undefined) return payload(await action(scope, args));
      const outcome = await idempotent(scope, { operation: info.fieldName, key, ...asked }, async (inner) => {
        const { id } = await action(inner, args);
        return id;
      });
      return payload(await reread(scope, options, outcome), outcome.errors);
    } catch (error) {
      if (error instanceof Refusal) return payload(null, [userError(error)]);
      throw error;
    }
  };

/**
 * Makes the resolver of a mutation that cannot be answered a second time from what is kept: a refusal turns into `errors`,
 * beside what stands for no result.
 */
export const mutation =
  <Field extends string, Result, Args extends object>(
    field: Field,
    whenRefused: Result,
    action: (scope: Scope, args: Args) => Promise<Result>,
  ) =>
  async (_parent: unknown, args: Args, { scope }: GraphContext) => {
    const payload = (result: Result, errors: readonly UserError[]) =>
      ({ [field]: result, errors: [...errors] }) as { [Name in Field]: Result } & { errors: UserError[] };
    try {
      return payload(await action(scope, args), []);
    } catch (error) {
      if (error instanceof Refusal) return payload(whenRefused, [userError(error)]);
      throw error;
    }
  };

/** Refuses whoever lacks a scope. */
export function requireScope({ principal }: Scope, required: AccessScope): void {
  if (!principal.scopes.includes(required)) {
    throw new Refusal('FORBIDDEN', `This needs the scope ${required}`, { details: { scope: required } });
  }
}

const reread = async <Field extends string, Entity>(
  scope: Scope,
  { find }: MutationsOptions<Field, Entity>,
  { entityId }: Outcome,
) => (entityId === null ? null : ((await find({ ...scope, em: scope.em.fork() }, entityId)) ?? null));

const keyName = 'idempotencyKey';

type Keyed = { readonly [keyName]?: string | null };

/** The key comes from the input, from an argument beside it, or from the request's header; the request is what the key stands for. */
function splitKey(args: object, headerKey: string | undefined) {
  const { input, idempotencyKey: own, ...others } = args as Keyed & { input?: Keyed };
  if (!input)
    return own == null ? { key: headerKey, request: others } : { key: own, keyPath: [keyName], request: others };
  const { idempotencyKey, ...fields } = input;
  const request = { ...others, input: fields };
  return idempotencyKey == null
    ? { key: headerKey, request }
    : { key: idempotencyKey, keyPath: ['input', keyName], request };
}
