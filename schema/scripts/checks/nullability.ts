import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type TypeNode,
} from 'graphql';

/** Which subgraph an entity belongs to; all others only refer to it or add to it. */
export type EntityOwners = Readonly<Record<string, string>>;

/**
 * Fields that could null more than themselves while a subgraph is down: root fields, fields that one subgraph adds to
 * another's entity, and fields that point to one (of a list, its items may be what is null). Subscriptions are exempt, as an
 * event stands for itself, and so are fields that are only read (`@external`).
 */
export function fragileFields(subgraph: string, document: DocumentNode, owners: EntityOwners): readonly string[] {
  return objectTypes(document).flatMap((type) => {
    const isForeign = entityKeys(type).length > 0 && owners[type.name.value] !== subgraph;
    return (type.fields ?? [])
      .filter((field) => !isExternal(field))
      .filter((field) => {
        const isAnsweredHere = !isAnswerRoot(type) && (!isForeign || isKeyField(field, type));
        return isAnsweredHere ? pointsOutside(field, subgraph, owners) && isRigid(field.type) : isNonNull(field.type);
      })
      .map((field) => `${type.name.value}.${field.name.value} of ${subgraph} must be nullable`);
  });
}

/** Entities that nobody is named the owner of. */
export const unownedEntities = (document: DocumentNode, owners: EntityOwners): readonly string[] =>
  objectTypes(document)
    .filter((type) => entityKeys(type).length > 0 && owners[type.name.value] === undefined)
    .map((type) => `${type.name.value} has no owner`);

const objectTypes = (document: DocumentNode): readonly ObjectTypeDefinitionNode[] =>
  document.definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION);

const isExternal = ({ directives = [] }: FieldDefinitionNode): boolean =>
  directives.some(({ name }) => name.value === 'external');

const isNonNull = (type: TypeNode): boolean => type.kind === Kind.NON_NULL_TYPE;

/** Whether neither the field nor any list or item in it may be null. */
const isRigid = (type: TypeNode): boolean =>
  type.kind === Kind.NON_NULL_TYPE && (type.type.kind === Kind.NAMED_TYPE || isRigid(type.type.type));

const isAnswerRoot = ({ name }: ObjectTypeDefinitionNode): boolean =>
  name.value === 'Query' || name.value === 'Mutation';

const pointsOutside = ({ type }: FieldDefinitionNode, subgraph: string, owners: EntityOwners): boolean => {
  const owner = owners[namedType(type)];
  return owner !== undefined && owner !== subgraph;
};

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

const isKeyField = ({ name }: FieldDefinitionNode, type: ObjectTypeDefinitionNode): boolean =>
  entityKeys(type).some((key) => key.split(/\s+/).includes(name.value));

const entityKeys = ({ directives = [] }: ObjectTypeDefinitionNode): readonly string[] =>
  directives.filter(({ name }) => name.value === 'key').flatMap(fieldsOf);

const fieldsOf = ({ arguments: given = [] }: ConstDirectiveNode): readonly string[] =>
  given.flatMap(({ value }) => (value.kind === Kind.STRING ? value.value : []));
