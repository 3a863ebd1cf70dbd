import { type DocumentNode, type FieldNode, Kind, visit } from 'graphql';

/**
 * The variables that shape a subscription's result: all but those which only stand in the arguments of its root field,
 * whose values are looked at themselves.
 */
export function shapingVariables(document: DocumentNode, root: FieldNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, {
    [Kind.VARIABLE_DEFINITION]: () => false,
    [Kind.ARGUMENT]: (argument) => (root.arguments?.includes(argument) ? false : undefined),
    [Kind.VARIABLE]: ({ name }) => void names.add(name.value),
  });
  return names;
}
