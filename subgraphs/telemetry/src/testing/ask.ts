import type { ExecutionHeaders, GraphResponse } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import type { OpenTelemetry } from './open-telemetry.ts';

/** Asks the graph as someone who may do everything, unless the headers say otherwise. */
export const ask = (
  { subgraph }: OpenTelemetry,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  headers: Partial<ExecutionHeaders> = {},
): Promise<GraphResponse> => subgraph.execute({ query, variables }, { principal: administrator, ...headers });

/** Asks for fields of venues and rooms, as gateways do. */
export const askEntities = (
  telemetry: OpenTelemetry,
  entities: readonly { readonly __typename: string; readonly id: string }[],
  fields: string,
  headers: Partial<ExecutionHeaders> = {},
): Promise<GraphResponse> =>
  ask(telemetry, `query ($of: [_Any!]!) { _entities(representations: $of) { ${fields} } }`, { of: entities }, headers);
