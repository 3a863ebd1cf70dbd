import { type DocumentNode, type FieldNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

/** The one field of a validated subscription, wherever fragments put it. */
export function rootField(operation: OperationDefinitionNode, document: DocumentNode): FieldNode {
  const [field] = fields(operation.selectionSet, document);
  if (!field) throw new Error('Validation lets no subscription through without a field');
  return field;
}

const fields = (set: SelectionSetNode, document: DocumentNode): FieldNode[] =>
  set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragment(document, selection.name.value);
    return inner ? fields(inner, document) : [];
  });

function fragment({ definitions }: DocumentNode, name: string): SelectionSetNode | undefined {
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name) return definition.selectionSet;
  }
  return undefined;
}
