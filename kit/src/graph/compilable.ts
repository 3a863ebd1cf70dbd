import {
  BREAK,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInputObjectType,
  Kind,
  type SelectionSetNode,
  type TypeNode,
  visit,
} from 'graphql';

/** Compiling takes up to a millisecond for each field, in which nothing else is done; what is long is long for its lists. */
const mostFields = 50;

/** Of the document as it is written: arguments and fragments cost, too. */
const mostNodes = 1_000;

/**
 * Whether a document with one operation may be compiled by graphql-jit: it is short, and has nothing of which graphql-jit
 * makes something else than graphql-js does. Those are conditions (`@skip` and `@include` of the same fragment at two
 * places get mixed up), variables within objects and lists (one that is not given becomes null), variables that are
 * objects (it does not come back from a type that has itself within), and the name `__proto__`.
 */
export const isCompilable = (schema: GraphQLSchema, document: DocumentNode): boolean =>
  nodesIn(document) <= mostNodes && isPlain(schema, document) && fieldsIn(document) <= mostFields;

function nodesIn(document: DocumentNode): number {
  let nodes = 0;
  visit(document, { enter: () => void (nodes += 1) });
  return nodes;
}

function isPlain(schema: GraphQLSchema, document: DocumentNode): boolean {
  let isSo = true;
  let within = 0;
  const stop = () => {
    isSo = false;
    return BREAK;
  };
  const composed = { enter: () => void (within += 1), leave: () => void (within -= 1) };
  visit(document, {
    Directive: stop,
    Name: ({ value }) => (value === '__proto__' ? stop() : undefined),
    ObjectValue: composed,
    ListValue: composed,
    Variable: () => (within > 0 ? stop() : undefined),
    VariableDefinition: ({ type }) => (isInputObjectType(typeNamed(schema, type)) ? stop() : undefined),
  });
  return isSo;
}

const typeNamed = (schema: GraphQLSchema, node: TypeNode): GraphQLNamedType | undefined =>
  node.kind === Kind.NAMED_TYPE ? schema.getType(node.name.value) : typeNamed(schema, node.type);

/** Fields with every fragment written out. */
function fieldsIn({ definitions }: DocumentNode): number {
  const fragments = new Map(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
  const countOf = (selectionSet: SelectionSetNode | undefined): number => {
    let sum = 0;
    for (const selection of selectionSet?.selections ?? []) {
      const within = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      sum += Number(selection.kind === Kind.FIELD) + countOf(within?.selectionSet);
      if (sum > mostFields) break;
    }
    return sum;
  };
  return countOf(definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION)?.selectionSet);
}
