import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getNamedType,
  getOperationAST,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  type SelectionNode,
} from 'graphql';

/** What an answer has, in its order: operations of equal shape are answered with the same names at the same places. */
export type ResponseShape = readonly (readonly [part: ShapePart, below: ResponseShape])[];

/** A field, or a fragment that may not apply. */
interface ShapePart {
  /** What it is called in the answer; empty for a fragment. */
  readonly as: string;
  /** The field, or the type of the fragment. */
  readonly name: string;
  readonly conditions: string;
}

interface Reading {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** The shape that an operation of a document gives its answer; undefined where the document has no such operation. */
export function responseShape(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName?: string,
): ResponseShape | undefined {
  const operation = getOperationAST(document, operationName);
  if (!operation) return undefined;
  const fragments = new Map(
    document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
  const root = schema.getRootType(operation.operation) ?? undefined;
  return shapeOf(operation.selectionSet.selections, root, { schema, fragments });
}

function shapeOf(
  selections: readonly SelectionNode[],
  type: GraphQLNamedType | undefined,
  reading: Reading,
): ResponseShape {
  const selected = Map.groupBy(partsOf(selections, type, reading), ({ part }) => Object.values(part).join(' '));
  return [...selected.values()].flatMap(([first, ...same]) => {
    if (!first) return [];
    const below = [first, ...same].flatMap((each) => each.below);
    return [[first.part, shapeOf(below, first.type, reading)]];
  });
}

interface Selected {
  readonly part: ShapePart;
  readonly type: GraphQLNamedType | undefined;
  readonly below: readonly SelectionNode[];
}

/** What is selected of a type; fragments that always apply count as what is in them. */
function partsOf(
  selections: readonly SelectionNode[],
  type: GraphQLNamedType | undefined,
  reading: Reading,
): readonly Selected[] {
  return selections.flatMap((selection) => {
    const conditions = selection.directives?.map((directive) => print(directive)).join(' ') ?? '';
    if (selection.kind === Kind.FIELD) {
      const { alias, selectionSet } = selection;
      const name = selection.name.value;
      const part = { as: alias?.value ?? name, name, conditions };
      return [{ part, type: fieldType(type, name), below: selectionSet?.selections ?? [] }];
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : reading.fragments.get(selection.name.value);
    const below = fragment?.selectionSet.selections ?? [];
    const name = fragment?.typeCondition?.name.value ?? type?.name ?? '';
    if (conditions === '' && alwaysIs(type, name, reading)) return partsOf(below, type, reading);
    return [{ part: { as: '', name, conditions }, type: reading.schema.getType(name), below }];
  });
}

const fieldType = (type: GraphQLNamedType | undefined, name: string): GraphQLNamedType | undefined =>
  isObjectType(type) || isInterfaceType(type) ? getNamedType(type.getFields()[name]?.type) : undefined;

/** Whether whatever is of a type is of the other one, too. */
function alwaysIs(type: GraphQLNamedType | undefined, name: string, { schema }: Reading): boolean {
  if (type?.name === name) return true;
  const wider = schema.getType(name);
  return isAbstractType(wider) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wider, type);
}
