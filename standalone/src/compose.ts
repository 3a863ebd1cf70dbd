import { type GatewayOptions, judgeAt, type RunningGateway, serveGateway } from '@constellation/gateway';
import { type Platform, type RunningSubgraph, serve } from '@constellation/kit';
import { forEachSubgraph, type ServedSubgraph, supergraphPath } from '@constellation/schema';
import { type SubgraphOptions, subgraphsWith } from './subgraphs.ts';

export interface CompositionOptions {
  readonly platform: Platform;
  /** Port of the graph; 0 takes a free one. */
  readonly port: number;
  readonly host?: string;
  /** Where web pages are from that may use the graph, beside its own. */
  readonly allowedOrigins?: readonly string[];
  readonly limits?: GatewayOptions['limits'];
  /** What subgraphs are told: such as who runs the platform where nobody does yet. */
  readonly told?: SubgraphOptions;
  /** What is to be done before clients are let in. */
  prepare?(subgraphs: RunningSubgraphs): Promise<void>;
}

/** All of them, by their names in the supergraph. */
export type RunningSubgraphs = Readonly<Record<ServedSubgraph, RunningSubgraph>>;

/** The whole graph in one process. Disposing it stops everything but the platform, which stays its opener's. */
export interface Composition extends AsyncDisposable {
  readonly gateway: RunningGateway;
  readonly subgraphs: RunningSubgraphs;
}

/** Puts every subgraph and the gateway onto one platform. */
export async function compose(options: CompositionOptions): Promise<Composition> {
  const { platform, port, host, allowedOrigins = [], limits = {}, told, prepare } = options;
  await using started = new AsyncDisposableStack();
  const made = subgraphsWith(told);
  const subgraphs = await forEachSubgraph(async (name) => started.use(await serve(made[name], platform)));
  await prepare?.(subgraphs);
  const { identity } = subgraphs;
  const gateway = started.use(
    await serveGateway({
      ...platform,
      subgraphs,
      keys: () => identity.get('/jwks'),
      judge: judgeAt(subgraphs),
      supergraph: supergraphPath,
      port,
      allowedOrigins,
      limits,
      ...(host !== undefined && { host }),
    }),
  );
  const running = started.move();
  return { subgraphs, gateway, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
