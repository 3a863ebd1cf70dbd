import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { boundedDocument } from '../limits/bounded-document.ts';
import type { Limits } from '../limits/limits.ts';
import { refusal, refusalOf } from './refused-operation.ts';

/** A subscription document as clients send it. */
export interface DocumentText {
  readonly query: string;
  readonly operationName: string | undefined;
}

/** A document that fits schema and limits, and the subscription in it that was asked for; refused otherwise. */
export function validSubscription(
  { query, operationName }: DocumentText,
  schema: GraphQLSchema,
  limits: Limits,
): { document: DocumentNode; operation: OperationDefinitionNode } {
  const document = parsed(query, limits);
  const errors = validate(schema, document, [...specifiedRules, boundedDocument(limits)]);
  if (errors.length > 0) throw refusal('GRAPHQL_VALIDATION_FAILED', errors);
  const operation = getOperationAST(document, operationName);
  if (!operation)
    throw refusalOf('OPERATION_RESOLUTION_FAILURE', 'Say by `operationName` which operation of the document is meant');
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION)
    throw refusalOf('BAD_REQUEST', 'Queries and mutations go over POST');
  return { document, operation };
}

function parsed(query: string, limits: Limits): DocumentNode {
  try {
    return parse(query, { maxTokens: limits.documentTokens });
  } catch (error) {
    throw error instanceof GraphQLError ? refusal('GRAPHQL_PARSE_FAILED', [error]) : error;
  }
}
