import {
  buildSchema,
  type FieldNode,
  getDirectiveValues,
  type GraphQLField,
  type GraphQLSchema,
  isObjectType,
  valueFromASTUntyped,
} from 'graphql';
import { z } from 'zod';

/** What a list's `@listSize` says: about how many entries it has, or which arguments ask for so many. */
const listSize = z.object({ assumedSize: z.number().nullish(), slicingArguments: z.array(z.string()).nullish() });

/** The largest page of any list. */
const largestPage = 100;

/** Notes at each field of the graph that clients see what the supergraph says of its size. Does no harm twice. */
export function useListSizes(schema: GraphQLSchema, supergraph: string): void {
  const source = buildSchema(supergraph, { assumeValid: true });
  const directive = source.getDirective('listSize');
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    const known = source.getType(type.name);
    for (const [name, field] of Object.entries(type.getFields())) {
      const node = isObjectType(known) ? known.getFields()[name]?.astNode : undefined;
      if (directive && node) field.extensions = { ...field.extensions, listSize: getDirectiveValues(directive, node) };
    }
  }
}

/** How many entries to expect of a field, or of the connection that it is; 1 when it is no list. */
export function expectedEntries(field: GraphQLField<unknown, unknown>, node: FieldNode): number {
  const { assumedSize, slicingArguments } = listSize.parse(field.extensions['listSize'] ?? {});
  return assumedSize ?? Math.max(1, ...(slicingArguments ?? []).map((name) => pageSize(field, node, name)));
}

/** What the argument says, or its default; a variable may ask for the largest page. */
function pageSize(field: GraphQLField<unknown, unknown>, node: FieldNode, name: string): number {
  const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
  const size = given ? valueFromASTUntyped(given) : field.args.find((argument) => argument.name === name)?.defaultValue;
  return typeof size === 'number' ? Math.min(size, largestPage) : largestPage;
}
