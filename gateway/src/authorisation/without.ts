import {
  type ASTVisitor,
  type ASTVisitorKeyMap,
  type DocumentNode,
  type FieldNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

const typename: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The document without some of its fields. Where none would be left, and where a value may be of several types, it asks
 * for `__typename`.
 */
export function without(
  document: DocumentNode,
  isRefused: (field: FieldNode) => boolean,
  abstract: ReadonlySet<SelectionSetNode>,
): DocumentNode {
  const selections: SelectionSetNode[] = [];
  const visitor: ASTVisitor = {
    Field: (node) => (isRefused(node) ? null : undefined),
    SelectionSet: {
      enter: (node) => void selections.push(node),
      leave(rest) {
        const original = selections.pop();
        const needsType = rest.selections.length === 0 || (original && abstract.has(original));
        return needsType ? { ...rest, selections: [...rest.selections, typename] } : undefined;
      },
    },
  };
  return visit(document, visitor, selecting);
}

/** Where selections are; arguments and values stay as they are. */
const selecting: ASTVisitorKeyMap = {
  [Kind.DOCUMENT]: ['definitions'],
  [Kind.OPERATION_DEFINITION]: ['selectionSet'],
  [Kind.FRAGMENT_DEFINITION]: ['selectionSet'],
  [Kind.SELECTION_SET]: ['selections'],
  [Kind.FIELD]: ['selectionSet'],
  [Kind.INLINE_FRAGMENT]: ['selectionSet'],
};
