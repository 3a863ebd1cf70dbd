import { type DocumentNode, type FieldNode, Kind, type OperationDefinitionNode, type SelectionSetNode, visit } from 'graphql';

/** The one field of a validated subscription, wherever fragments put it. */
export function rootField(operation: OperationDefinitionNode, document: DocumentNode): FieldNode | undefined {
  return rootFields(operation.selectionSet, document)[0];
}

const rootFields = (set: SelectionSetNode, document: DocumentNode): FieldNode[] =>
  set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragment(document, selection.name.value);
    return inner ? rootFields(inner.selectionSet, document) : [];
  });

const fragment = ({ definitions }: DocumentNode, name: string) =>
  definitions.find((definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name);
