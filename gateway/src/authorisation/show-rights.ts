import { type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';
import type { FieldRight, FieldRights } from './field-rights.ts';

/** Says at each field that not anybody may see what it needs, for the documentation that tools show of the graph. */
export function showRights(schema: GraphQLSchema, rights: FieldRights): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const needed = words(rights.get(`${type.name}.${field.name}`));
      if (needed !== undefined) field.description = [field.description, needed].filter(Boolean).join('\n\n');
    }
  }
}

function words(right: FieldRight | undefined): string | undefined {
  if (right === undefined || right === 'PUBLIC') return undefined;
  if (right.length === 0) return 'For callers who sign in.';
  return `Needs the scope ${right.map((group) => group.map((scope) => `\`${scope}\``).join(' or ')).join(', and ')}.`;
}
