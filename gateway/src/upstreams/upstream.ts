import type { ExecutionHeaders, GraphRequest, GraphResponse, PersonalDataPart } from '@constellation/kit';

/**
 * A subgraph as the gateway reaches it; the only thing that differs between one process and many. A subgraph running
 * in this process is one as it is.
 */
export interface Upstream {
  /** The subgraph's answer, errors included; rejects only when there is none. */
  execute(request: GraphRequest, headers: ExecutionHeaders, signal: AbortSignal): Promise<GraphResponse>;
  /** What it has stored of an export, for whoever asks; left out by one that stores none. */
  part?(jobId: string, headers: ExecutionHeaders, signal: AbortSignal): Promise<PersonalDataPart>;
  /**
   * What one of its routes for gateways answers; left out by one that has none. A question that was sent and not answered
   * is sent again if it `isRepeatable`.
   */
  post?(
    path: string,
    question: object,
    headers: ExecutionHeaders,
    signal: AbortSignal,
    isRepeatable?: boolean,
  ): Promise<unknown>;
  /** Resolves when the subgraph can answer. */
  ready(signal: AbortSignal): Promise<void>;
}

/** Every subgraph that has a server, by its name in the supergraph. */
export type Upstreams = Readonly<Record<string, Upstream>>;
