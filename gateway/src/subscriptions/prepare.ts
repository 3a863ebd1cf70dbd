import { createHash } from 'node:crypto';
import type { DocumentNode, FieldNode, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Limits } from '../limits/limits.ts';
import type { LiveField } from './live-field.ts';
import { liveFields } from './live-fields.ts';
import { planSubscription, type SubscriptionPlan } from './plan.ts';
import { refusalOf } from './refused-operation.ts';
import { rootField } from './root-field.ts';
import { shapingVariables } from './shaping-variables.ts';
import type { SubscriptionGraph } from './subscription-graph.ts';
import { type DocumentText, validSubscription } from './valid-subscription.ts';

/** A subscription document, ready to run with any variables. */
export interface PreparedDocument {
  readonly text: DocumentText;
  /** The same for the same text. */
  readonly hash: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly live: LiveField;
  readonly root: FieldNode;
  readonly shapedBy: ReadonlySet<string>;
  readonly plan: SubscriptionPlan;
}

/** @throws RefusedOperation when the document cannot be subscribed to. */
export type Prepare = (text: DocumentText) => PreparedDocument;

/** Validates and plans documents for one graph, each once as long as it is in use. */
export function preparer(graph: SubscriptionGraph, limits: Limits): Prepare {
  const prepared = new LRUCache<string, PreparedDocument>({ max: limits.preparedDocuments });
  return (text) => {
    const hash = createHash('sha256')
      .update(JSON.stringify([text.query, text.operationName]))
      .digest('base64url');
    const known = prepared.get(hash);
    if (known) return known;
    const fresh = { text, hash, ...prepare(text, graph, limits) };
    prepared.set(hash, fresh);
    return fresh;
  };
}

function prepare({ query, operationName }: DocumentText, graph: SubscriptionGraph, limits: Limits) {
  const { document, operation } = validSubscription({ query, operationName }, graph.schema, limits);
  const root = rootField(operation, document);
  const live = liveFields.find(({ name }) => name === root.name.value);
  if (!live) throw refusalOf('SUBGRAPH_UNAVAILABLE', `Nobody answers Subscription.${root.name.value} at the moment`);
  const plan = planSubscription(graph, document, operationName);
  return { document, operation, live, root, shapedBy: shapingVariables(document, root), plan };
}
