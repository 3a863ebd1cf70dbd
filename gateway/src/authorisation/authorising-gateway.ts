import type { ApolloGateway } from '@apollo/gateway';
import type { DocumentNode, ExecutionResult } from 'graphql';
import type { Authorise } from './authorise.ts';
import type { Asking } from './refusal.ts';

type Execute = ApolloGateway['executor'];

/** Apollo's gateway, its executor within another one, which gets to run of each operation only what its principal may see. */
export const authorisingGateway = (
  gateway: ApolloGateway,
  around: (execute: Execute) => Execute,
  authorise: Authorise,
) => ({
  async load(options: Parameters<ApolloGateway['load']>[0]) {
    const { executor, ...loaded } = await gateway.load(options);
    return { ...loaded, executor: authorised(around(executor), authorise) };
  },
  onSchemaLoadOrUpdate: gateway.onSchemaLoadOrUpdate.bind(gateway),
  stop: () => gateway.stop(),
});

/** As much of a request as decides what of it is run. */
interface Asked {
  readonly document: DocumentNode;
  /** What plans are kept by. */
  readonly queryHash: string;
  readonly request: { readonly operationName?: string; readonly variables?: Record<string, unknown> };
  readonly context: { readonly principal?: Asking };
}

/** Runs what may be run. The remainder's hash names what is missing, so that all who lack the same share one plan. */
export const authorised =
  <Request extends Asked>(execute: (asked: Request) => Promise<ExecutionResult>, authorise: Authorise) =>
  async (asked: Request): Promise<ExecutionResult> => {
    const { document, queryHash, request, context } = asked;
    const { principal } = context;
    if (!principal) throw new Error('Nobody has been asked who this is');
    const remainder = authorise(document, principal);
    if (!remainder) return execute(asked);
    const result = await execute({
      ...asked,
      document: remainder.document,
      queryHash: `${queryHash} ${remainder.key}`,
    });
    return remainder.complete(result, request);
  };
