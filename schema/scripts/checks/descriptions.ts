import {
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isInterfaceType,
  isSpecifiedScalarType,
} from 'graphql';

/** Types, fields, arguments, input fields and enum values of the public schema that say nothing about themselves. */
export const undescribed = (schema: GraphQLSchema): readonly string[] =>
  publicTypes(schema)
    .flatMap(described)
    .filter(({ description }) => !description?.trim())
    .map(({ coordinate }) => `${coordinate} has no description`);

/** Arguments named `first` whose description does not say how much they give at most. */
export const unlimitedPages = (schema: GraphQLSchema): readonly string[] =>
  publicTypes(schema)
    .flatMap(described)
    .filter(
      ({ coordinate, description }) =>
        coordinate.endsWith('(first:)') && !/\b1 to (100|1 000)\b/.test(description ?? ''),
    )
    .map(({ coordinate }) => `${coordinate} does not say its limit, such as "1 to 100"`);

const publicTypes = (schema: GraphQLSchema): readonly GraphQLNamedType[] =>
  Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));

interface Described {
  readonly coordinate: string;
  readonly description: string | null | undefined;
}

const described = (type: GraphQLNamedType): readonly Described[] => [
  { coordinate: type.name, description: type.description },
  ...members(type),
];

function members(type: GraphQLNamedType): readonly Described[] {
  if (isEnumType(type)) return type.getValues().map((value) => describe(type.name, value));
  if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => describe(type.name, field));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const own = describe(type.name, field);
    return [own, ...field.args.map((argument) => describeArgument(own.coordinate, argument))];
  });
}

const describe = (
  type: string,
  { name, description }: { name: string; description?: string | null | undefined },
): Described => ({
  coordinate: `${type}.${name}`,
  description,
});

const describeArgument = (field: string, { name, description }: GraphQLArgument): Described => ({
  coordinate: `${field}(${name}:)`,
  description,
});
