import { scalars } from '@constellation/schema';
import { type GraphQLSchema, isScalarType } from 'graphql';

/**
 * Teaches a schema made from SDL what its scalars accept, so that bad literals and variables are refused at the edge.
 * What it reads is thrown away: subgraphs get the client's own values. Does no harm twice.
 */
export function useRealScalars(schema: GraphQLSchema): void {
  for (const [name, { parseValue, parseLiteral }] of Object.entries(scalars)) {
    const type = schema.getType(name);
    if (isScalarType(type)) Object.assign(type, { parseValue, parseLiteral });
  }
}
