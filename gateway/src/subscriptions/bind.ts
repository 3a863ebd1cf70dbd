import { placeIn, type StreamPlace } from '@constellation/kit';
import { getArgumentValues, getVariableValues, GraphQLError, type GraphQLSchema } from 'graphql';
import type { Arguments, LiveField } from './live-field.ts';
import type { PreparedDocument } from './prepare.ts';
import { refusal, refusalOf } from './refused-operation.ts';

type Variables = Readonly<Record<string, unknown>>;

/** A prepared document with a client's variables. */
export interface BoundSubscription {
  readonly document: PreparedDocument;
  /** As the client sent them. */
  readonly variables: Variables;
  /** Values of the root field's arguments, however they were given. */
  readonly args: Arguments;
  /** The place behind which it begins; undefined for now. */
  readonly after: StreamPlace | undefined;
  /** Equal for those whose results are equal. */
  readonly key: string;
}

/** Arguments that say where to begin and how to deliver, and nothing about the results. */
const deliveryArguments = ['after', 'mode'];

/** @throws RefusedOperation when a variable's value is none of its type, or `after` no cursor of the field's events. */
export function bind(document: PreparedDocument, variables: Variables): BoundSubscription {
  const { schema } = document.plan.graph;
  const args = argumentValues(document, schema, coercedVariables(document, schema, variables));
  const selected = Object.entries(args).filter(([name]) => !deliveryArguments.includes(name));
  const shaping = Object.entries(variables).filter(([name]) => document.shapedBy.has(name));
  return {
    document,
    variables,
    args,
    after: placeAfter(document.live, args),
    key: JSON.stringify([document.hash, byName(selected), byName(shaping)]),
  };
}

function coercedVariables({ operation }: PreparedDocument, schema: GraphQLSchema, variables: Variables): Variables {
  const { errors, coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (errors) throw refusal('BAD_USER_INPUT', errors);
  return coerced;
}

function argumentValues({ root }: PreparedDocument, schema: GraphQLSchema, variables: Variables): Arguments {
  const field = schema.getSubscriptionType()?.getFields()[root.name.value];
  if (!field) throw refusalOf('GRAPHQL_VALIDATION_FAILED', `There is no field Subscription.${root.name.value}`);
  try {
    return getArgumentValues(field, root, variables);
  } catch (error) {
    throw error instanceof GraphQLError ? refusal('BAD_USER_INPUT', [error]) : error;
  }
}

function placeAfter({ name, stream }: LiveField, { after }: Arguments): StreamPlace | undefined {
  if (typeof after !== 'string') return undefined;
  const place = placeIn(after);
  if (place?.stream === stream) return place;
  throw refusalOf('BAD_USER_INPUT', `\`after\` is no cursor of an event of ${name}`);
}

const byName = (entries: [string, unknown][]) => entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
