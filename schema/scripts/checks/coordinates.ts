import {
  type ASTNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  print,
  type TypeDefinitionNode,
  isTypeDefinitionNode,
} from 'graphql';

/** Where something stands in a schema (`Query.venue`, `Query.venue(id:)`, `VenueKind.BAR`) and what it is (`Venue`, `ID`). */
export type Coordinates = ReadonlyMap<string, string>;

/** All that a document's types offer to clients, by schema coordinate; directives and descriptions left out. */
export const coordinatesOf = (document: DocumentNode): Coordinates =>
  new Map(document.definitions.filter(isTypeDefinitionNode).flatMap(ofType));

type Entry = [coordinate: string, signature: string];

function ofType(type: TypeDefinitionNode): Entry[] {
  const name = type.name.value;
  return [[name, words[type.kind]], ...ofMembers(type, name)];
}

const words: Record<TypeDefinitionNode['kind'], string> = {
  [Kind.SCALAR_TYPE_DEFINITION]: 'scalar',
  [Kind.OBJECT_TYPE_DEFINITION]: 'type',
  [Kind.INTERFACE_TYPE_DEFINITION]: 'interface',
  [Kind.UNION_TYPE_DEFINITION]: 'union',
  [Kind.ENUM_TYPE_DEFINITION]: 'enum',
  [Kind.INPUT_OBJECT_TYPE_DEFINITION]: 'input',
};

function ofMembers(type: TypeDefinitionNode, name: string): Entry[] {
  switch (type.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return [...interfacesOf(type.interfaces, name), ...(type.fields ?? []).flatMap((field) => ofField(field, name))];
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (type.fields ?? []).map((field) => [`${name}.${field.name.value}`, ofInput(field)]);
    case Kind.ENUM_TYPE_DEFINITION:
      return ofValues(type, name);
    case Kind.UNION_TYPE_DEFINITION:
      return interfacesOf(type.types, name);
    case Kind.SCALAR_TYPE_DEFINITION:
      return [];
  }
}

const interfacesOf = (types: readonly ASTNode[] = [], name: string): Entry[] =>
  types.map((type) => [`${name} & ${print(type)}`, print(type)]);

const ofValues = ({ values = [] }: EnumTypeDefinitionNode, name: string): Entry[] =>
  values.map((value) => [`${name}.${value.name.value}`, 'value']);

function ofField(field: FieldDefinitionNode, name: string): Entry[] {
  const coordinate = `${name}.${field.name.value}`;
  const argument = (each: InputValueDefinitionNode): Entry => [`${coordinate}(${each.name.value}:)`, ofInput(each)];
  return [[coordinate, print(field.type)], ...(field.arguments ?? []).map(argument)];
}

const ofInput = ({ type, defaultValue }: InputValueDefinitionNode): string =>
  defaultValue === undefined ? print(type) : `${print(type)} = ${print(defaultValue)}`;
