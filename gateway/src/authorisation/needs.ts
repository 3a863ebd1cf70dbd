import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { FieldRight, FieldRights, Group } from './field-rights.ts';

/** What one selected field needs: somebody who is signed in, and has one scope of each group. */
export interface Need {
  readonly coordinate: string;
  readonly groups: readonly Group[];
}

/** What a document needs of whoever sends it. */
export interface Needs {
  /** The fields that not anybody may see; those within introspection are none of them. */
  readonly fields: ReadonlyMap<FieldNode, Need>;
  /** All their groups, each once. */
  readonly groups: readonly Group[];
  /** Selections on interfaces and unions, whose values say by `__typename` what they are. */
  readonly abstract: ReadonlySet<SelectionSetNode>;
}

/**
 * Reads off a validated document what its fields need. A field of an interface needs what it needs on each of the types
 * that it may turn out to be, as that is known too late.
 */
export function needsOf({ definitions }: DocumentNode, schema: GraphQLSchema, rights: FieldRights): Needs {
  const fields = new Map<FieldNode, Need>();
  const abstract = new Set<SelectionSetNode>();

  const readSet = (set: SelectionSetNode | undefined, type: GraphQLNamedType): void => {
    if (isIntrospectionType(type)) return;
    if (set && isAbstractType(type)) abstract.add(set);
    for (const selection of set?.selections ?? []) read(selection, type);
  };
  const read = (selection: SelectionNode, type: GraphQLNamedType): void => {
    // Each fragment is read once, where it is defined.
    if (selection.kind === Kind.FRAGMENT_SPREAD) return;
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return readSet(selection.selectionSet, typeNamed(schema, selection.typeCondition?.name.value ?? type.name));
    const name = selection.name.value;
    if (name.startsWith('__')) return;
    const right = rightOf(type, name, schema, rights);
    if (right !== 'PUBLIC') fields.set(selection, { coordinate: `${type.name}.${name}`, groups: right });
    if (selection.selectionSet) readSet(selection.selectionSet, typeOf(type, name));
  };

  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      readSet(definition.selectionSet, typeNamed(schema, definition.typeCondition.name.value));
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const root = schema.getRootType(definition.operation);
    if (root) readSet(definition.selectionSet, root);
  }
  const groups = [...fields.values()].flatMap((need) => need.groups);
  return { fields, abstract, groups: [...new Map(groups.map((group) => [group.join(), group])).values()] };
}

function typeNamed(schema: GraphQLSchema, name: string): GraphQLNamedType {
  const type = schema.getType(name);
  if (!type) throw new Error(`There is no type ${name}`);
  return type;
}

function typeOf(parent: GraphQLNamedType, name: string): GraphQLNamedType {
  const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
  if (!field) throw new Error(`There is no field ${parent.name}.${name}`);
  return getNamedType(field.type);
}

function rightOf(parent: GraphQLNamedType, field: string, schema: GraphQLSchema, rights: FieldRights): FieldRight {
  const possible = isInterfaceType(parent) ? schema.getPossibleTypes(parent) : [];
  const all = [parent, ...possible].map(({ name }) => known(rights, `${name}.${field}`));
  return all.every((right) => right === 'PUBLIC')
    ? 'PUBLIC'
    : all.flatMap((right) => (right === 'PUBLIC' ? [] : right));
}

function known(rights: FieldRights, coordinate: string): FieldRight {
  const right = rights.get(coordinate);
  if (right === undefined) throw new Error(`Nobody knows who may see ${coordinate}`);
  return right;
}
