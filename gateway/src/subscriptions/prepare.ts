import { createHash } from 'node:crypto';
import type { Principal } from '@constellation/kit';
import type { DocumentNode, FieldNode, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Remainder } from '../authorisation/remainder.ts';
import type { Limits } from '../limits/limits.ts';
import type { LiveField } from './live-field.ts';
import { liveFields } from './live-fields.ts';
import { planSubscription, type SubscriptionPlan } from './plan.ts';
import { RefusedOperation, refusalOf } from './refused-operation.ts';
import { rootField } from './root-field.ts';
import { shapingVariables } from './shaping-variables.ts';
import type { SubscriptionGraph } from './subscription-graph.ts';
import { type DocumentText, validSubscription } from './valid-subscription.ts';

/** A subscription document that fits the graph. */
interface ReadDocument {
  readonly text: DocumentText;
  /** The same for the same text. */
  readonly hash: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly live: LiveField;
  readonly root: FieldNode;
  readonly shapedBy: ReadonlySet<string>;
}

/** One that is ready to run with any variables, for all who may see the same of it. */
export interface PreparedDocument extends ReadDocument {
  /** What is left of it for who may not see all; the plan is of that. */
  readonly remainder: Remainder | undefined;
  readonly plan: SubscriptionPlan;
}

/** @throws RefusedOperation when the document cannot be subscribed to, or not by who asks. */
export type Prepare = (text: DocumentText, principal: Principal) => PreparedDocument;

/** Validates documents for one graph, and plans what of them somebody may see, each once as long as it is in use. */
export function preparer(graph: SubscriptionGraph, limits: Limits): Prepare {
  const readOnes = new LRUCache<string, ReadDocument>({ max: limits.preparedDocuments });
  const prepared = new LRUCache<string, PreparedDocument>({ max: limits.preparedDocuments });
  return (text, principal) => {
    const hash = createHash('sha256')
      .update(JSON.stringify([text.query, text.operationName]))
      .digest('base64url');
    const document = kept(readOnes, hash, () => read(text, hash, graph, limits));
    const remainder = graph.authorise(document.document, principal);
    const refusal = remainder?.refusal(document.root);
    if (refusal) throw new RefusedOperation([refusal]);
    return kept(prepared, `${hash} ${remainder?.key ?? 'whole'}`, () => {
      const planned = remainder?.document ?? document.document;
      return { ...document, remainder, plan: planSubscription(graph, planned, text.operationName) };
    });
  };
}

function kept<Value extends object>(cache: LRUCache<string, Value>, key: string, make: () => Value): Value {
  const known = cache.get(key);
  if (known) return known;
  const fresh = make();
  cache.set(key, fresh);
  return fresh;
}

function read(text: DocumentText, hash: string, graph: SubscriptionGraph, limits: Limits): ReadDocument {
  const { document, operation } = validSubscription(text, graph.schema, limits);
  const root = rootField(operation, document);
  const live = liveFields.find(({ name }) => name === root.name.value);
  if (!live) throw refusalOf('SUBGRAPH_UNAVAILABLE', `Nobody answers Subscription.${root.name.value} at the moment`);
  return { text, hash, document, operation, live, root, shapedBy: shapingVariables(document, root) };
}
