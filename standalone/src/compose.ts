import { bookingSubgraph } from '@constellation/booking';
import { type RunningGateway, serveGateway } from '@constellation/gateway';
import { type IdentityOptions, identitySubgraph } from '@constellation/identity';
import { type Platform, type RunningSubgraph, serve } from '@constellation/kit';
import { supergraphPath } from '@constellation/schema';
import { venueSubgraph } from '@constellation/venue';

export interface CompositionOptions {
  readonly platform: Platform;
  /** Port of the graph; 0 takes a free one. */
  readonly port: number;
  readonly host?: string;
  /** Where web pages are from that may use the graph, beside its own. */
  readonly allowedOrigins?: readonly string[];
  /** Who runs the platform where nobody does yet. */
  readonly firstAdmin?: IdentityOptions['firstAdmin'];
  /** What is to be done before clients are let in. */
  prepare?(subgraphs: Pick<Composition, 'venue' | 'booking' | 'identity'>): Promise<void>;
}

/** The whole graph in one process. Disposing it stops everything but the platform, which stays its opener's. */
export interface Composition extends AsyncDisposable {
  readonly gateway: RunningGateway;
  readonly venue: RunningSubgraph;
  readonly booking: RunningSubgraph;
  readonly identity: RunningSubgraph;
}

/** Puts every subgraph and the gateway onto one platform. */
export async function compose(options: CompositionOptions): Promise<Composition> {
  const { platform, port, host, allowedOrigins = [], firstAdmin, prepare } = options;
  await using started = new AsyncDisposableStack();
  const venue = started.use(await serve(venueSubgraph, platform));
  const booking = started.use(await serve(bookingSubgraph, platform));
  const identity = started.use(await serve(identitySubgraph({ firstAdmin }), platform));
  await prepare?.({ venue, booking, identity });
  const gateway = started.use(
    await serveGateway({
      ...platform,
      subgraphs: { venue, booking, identity },
      keys: () => identity.get('/jwks'),
      judge: (question, headers) => identity.post('/credentials', question, headers),
      supergraph: supergraphPath,
      port,
      allowedOrigins,
      ...(host !== undefined && { host }),
    }),
  );
  const running = started.move();
  return { venue, booking, identity, gateway, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
