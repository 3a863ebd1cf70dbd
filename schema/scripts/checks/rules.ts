import {
  type ConstDirectiveNode,
  type DocumentNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type InterfaceTypeDefinitionNode,
} from 'graphql';
import type { EntityOwners } from './nullability.ts';

/** One subgraph's SDL, whose entities are whose, and which subgraphs there are. */
interface Judged {
  readonly subgraph: string;
  readonly document: DocumentNode;
  readonly owners: EntityOwners;
  readonly published: readonly string[];
}

type FieldsType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

const roots = ['Query', 'Mutation', 'Subscription'];

/**
 * Fields that say neither who may see them nor that anybody may, and rules that say nothing for sure: both at one place,
 * or one for a whole type that other subgraphs add fields to without having seen it. Keys of another published subgraph's
 * entity, and what is only read of it, have their rule there.
 */
export const ruleProblems = (judged: Judged): readonly string[] =>
  judged.document.definitions.filter(isFieldsType).flatMap((type) => ofType(type, judged));

const isFieldsType = (node: DocumentNode['definitions'][number]): node is FieldsType =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;

function ofType(type: FieldsType, judged: Judged): readonly string[] {
  const name = type.name.value;
  const whole = rules(type);
  const shared = isShared(type, judged);
  const fields = (type.fields ?? []).map((field) => ({ coordinate: `${name}.${field.name.value}`, field }));
  return [
    ...(whole.length > 1 ? [`${name} has two rules`] : []),
    ...(whole.length > 0 && shared
      ? [`${name} is not of ${judged.subgraph} alone: its fields need their own rules`]
      : []),
    ...fields.flatMap(({ coordinate, field }) => {
      const own = rules(field);
      if (own.length > 1) return [`${coordinate} has two rules`];
      const isForeign =
        shared && (keys(type).includes(field.name.value) || named(field.directives, 'external').length > 0);
      const covered = own.length > 0 || whole.length > 0 || isForeign;
      return covered ? [] : [`${coordinate} of ${judged.subgraph} has neither @auth nor @public`];
    }),
  ];
}

/** Whether the type is one that another published subgraph is the owner of, or nobody. */
function isShared({ name, directives }: FieldsType, { subgraph, owners, published }: Judged): boolean {
  const owner = owners[name.value];
  const isEntity = named(directives, 'key').length > 0;
  return (
    roots.includes(name.value) || (isEntity && owner !== undefined && owner !== subgraph && published.includes(owner))
  );
}

interface Ruled {
  readonly directives?: readonly ConstDirectiveNode[];
}

const rules = ({ directives }: Ruled) => [...named(directives, 'auth'), ...named(directives, 'public')];

const keys = ({ directives }: Ruled): readonly string[] =>
  named(directives, 'key').flatMap(({ arguments: given = [] }) =>
    given.flatMap(({ value }) => (value.kind === Kind.STRING ? value.value.split(/\s+/) : [])),
  );

const named = (directives: Ruled['directives'] = [], name: string) =>
  directives.filter((directive) => directive.name.value === name);
