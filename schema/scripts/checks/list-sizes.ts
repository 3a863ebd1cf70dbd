import { type DocumentNode, type FieldDefinitionNode, Kind, type TypeNode } from 'graphql';

/** Lists, and fields that give a connection, of which the gateway cannot estimate how long they get. */
export const unsizedLists = (document: DocumentNode): readonly string[] =>
  document.definitions
    .filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION)
    .flatMap(({ name, fields = [] }) =>
      fields
        .filter((field) => isLong(field) && !isEdges(field, name.value) && !isSized(field))
        .map((field) => `${name.value}.${field.name.value} lacks @listSize`),
    );

const isLong = ({ type }: FieldDefinitionNode): boolean => isList(type) || /Connection!?$/.test(nameOf(type));

const isList = (type: TypeNode): boolean =>
  type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));

/** A connection's edges are sized where the connection is asked for. */
const isEdges = ({ name }: FieldDefinitionNode, type: string): boolean =>
  name.value === 'edges' && type.endsWith('Connection');

const isSized = ({ directives = [] }: FieldDefinitionNode): boolean =>
  directives.some(({ name }) => name.value === 'listSize');
