import {
  type ArgumentNode,
  type DocumentNode,
  getNamedType,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isListType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  type NameNode,
  parseType,
  TypeInfo,
  type ValueNode,
  valueFromASTUntyped,
  type VariableDefinitionNode,
  type VariableNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** A document all of whose values of a schema's own scalars come as variables. */
export interface Hoisted {
  readonly document: DocumentNode;
  /** What variables of the client are where none is given. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** What the others are. */
  readonly literals: Readonly<Record<string, unknown>>;
}

/**
 * Makes variables of the literals and defaults of one operation whose values are more than JSON, such as a duration:
 * graphql-jit writes literals into its code as JSON.
 */
export function hoistLiterals(schema: GraphQLSchema, document: DocumentNode): Hoisted {
  const defaults: Record<string, unknown> = {};
  const literals: Record<string, unknown> = {};
  const added: VariableDefinitionNode[] = [];
  const types = new TypeInfo(schema);
  const prefix = unusedPrefix(document);

  const variableFor = (literal: ValueNode, type: GraphQLInputType): VariableNode => {
    const variable = { kind: Kind.VARIABLE, name: nameNode(`${prefix}${added.length}`) } as const;
    literals[variable.name.value] = valueFromASTUntyped(literal);
    added.push({ kind: Kind.VARIABLE_DEFINITION, variable, type: parseType(String(type)) });
    return variable;
  };
  const literal = (node: ValueNode) => {
    const type = types.getInputType();
    return type && isOwnScalar(type) ? variableFor(node, type) : undefined;
  };
  const hoisted = visit(
    document,
    visitWithTypeInfo(types, {
      Field: (node) => {
        const present = new Set(node.arguments?.map(({ name }) => name.value));
        const left = types.getFieldDef()?.args.filter(({ name }) => !present.has(name)) ?? [];
        const usual = left.flatMap(({ name, type, astNode }): ArgumentNode[] => {
          if (!isOwnScalar(type) || !astNode?.defaultValue) return [];
          return [{ kind: Kind.ARGUMENT, name: nameNode(name), value: variableFor(astNode.defaultValue, type) }];
        });
        return usual.length > 0 ? { ...node, arguments: [...(node.arguments ?? []), ...usual] } : undefined;
      },
      VariableDefinition: ({ defaultValue, ...node }) => {
        if (defaultValue) defaults[node.variable.name.value] = valueFromASTUntyped(defaultValue);
        return node;
      },
      // What a scalar makes of a list is JSON, and its own matter.
      ListValue: () => (isListType(getNullableType(types.getParentInputType())) ? undefined : false),
      StringValue: literal,
      IntValue: literal,
      FloatValue: literal,
      BooleanValue: literal,
    }),
  );
  const declared = visit(hoisted, {
    OperationDefinition: (node) => ({
      ...node,
      variableDefinitions: [...(node.variableDefinitions ?? []), ...added],
    }),
  });
  return { document: declared, defaults, literals };
}

/** More underscores than any variable begins with. */
function unusedPrefix(document: DocumentNode): string {
  let longest = '';
  visit(document, {
    Variable: ({ name }) => {
      const [underscores = ''] = /^_*/.exec(name.value) ?? [];
      if (underscores.length > longest.length) longest = underscores;
    },
  });
  return `${longest}_`;
}

const nameNode = (value: string): NameNode => ({ kind: Kind.NAME, value });

/** Whether it is, or lists, a scalar that GraphQL does not know by itself. */
function isOwnScalar(type: GraphQLInputType): boolean {
  const named = getNamedType(type);
  return isScalarType(named) && !isSpecifiedScalarType(named);
}
