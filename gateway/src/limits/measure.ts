import type {
  FieldNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';

/** The size of an operation after every fragment is written out. */
export interface Measures {
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly fields: number;
  /** Values that the answer is expected to have, lists with all their entries. */
  readonly values: number;
}

const nothing: Measures = { depth: 0, aliases: 0, rootFields: 0, fields: 0, values: 0 };

/**
 * Measures without writing anything out: each fragment is measured once, so that a small document cannot cost much.
 * Fragments that spread themselves count once; validation refuses them.
 */
export function measure(
  operation: OperationDefinitionNode,
  fragment: (name: string) => FragmentDefinitionNode | null | undefined,
  entries: (field: FieldNode) => number = () => 1,
): Measures {
  const known = new Map<string, Measures>();

  const ofFragment = (name: string): Measures => {
    const measured = known.get(name);
    if (measured) return measured;
    known.set(name, nothing);
    const measures = ofSelections(fragment(name)?.selectionSet);
    known.set(name, measures);
    return measures;
  };

  const ofSelection = (selection: SelectionNode): Measures => {
    if (selection.kind === 'FragmentSpread') return ofFragment(selection.name.value);
    const inner = ofSelections(selection.selectionSet);
    if (selection.kind === 'InlineFragment') return inner;
    return {
      depth: inner.depth + 1,
      aliases: inner.aliases + (selection.alias ? 1 : 0),
      rootFields: 1,
      fields: inner.fields + 1,
      values: entries(selection) * (inner.values + 1),
    };
  };

  const ofSelections = (set: SelectionSetNode | undefined): Measures =>
    (set?.selections ?? []).map(ofSelection).reduce(sum, nothing);

  return ofSelections(operation.selectionSet);
}

const sum = (a: Measures, b: Measures): Measures => ({
  depth: Math.max(a.depth, b.depth),
  aliases: a.aliases + b.aliases,
  rootFields: a.rootFields + b.rootFields,
  fields: a.fields + b.fields,
  values: a.values + b.values,
});
