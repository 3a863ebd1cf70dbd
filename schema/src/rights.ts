import {
  buildSchema,
  getDirectiveValues,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import { z } from 'zod';

/** Who may see a field: anybody, or whoever is signed in and has one scope of each group. */
export type Right = 'PUBLIC' | readonly (readonly string[])[];

const auth = z.object({ scopes: z.array(z.string()), anyOf: z.array(z.string()) });

/**
 * What a supergraph says of who may see each field, by coordinate such as `Query.venue`: the field's own rule, or else its
 * type's. Undefined where there is neither.
 */
export function rightsIn(supergraph: string): ReadonlyMap<string, Right | undefined> {
  const schema = buildSchema(supergraph, { assumeValid: true });
  return new Map(
    Object.values(schema.getTypeMap())
      .filter(hasFields)
      .flatMap((type) => {
        const whole = rightAt(schema, type);
        const fields = Object.values(type.getFields());
        return fields.map((field) => [`${type.name}.${field.name}`, rightAt(schema, field) ?? whole] as const);
      }),
  );
}

const hasFields = (type: GraphQLNamedType): type is GraphQLObjectType | GraphQLInterfaceType =>
  (isObjectType(type) || isInterfaceType(type)) && !isIntrospectionType(type);

type Place = Pick<GraphQLObjectType | GraphQLInterfaceType | GraphQLField<unknown, unknown>, 'astNode'>;

/** Where a place has both, the stricter one counts. */
function rightAt(schema: GraphQLSchema, { astNode }: Place): Right | undefined {
  const values = valuesOf(schema, 'auth', astNode);
  if (values === undefined) return valuesOf(schema, 'public', astNode) && 'PUBLIC';
  const { scopes, anyOf } = auth.parse(values);
  return [...scopes.map((scope) => [scope]), ...(anyOf.length > 0 ? [anyOf] : [])];
}

function valuesOf(schema: GraphQLSchema, name: string, node: Place['astNode']) {
  const directive = schema.getDirective(name);
  return directive && node ? getDirectiveValues(directive, node) : undefined;
}
