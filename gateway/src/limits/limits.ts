/** How much one client may ask for at a time. Everything beyond is refused with a code, before it costs anything. */
export interface Limits {
  /** Body of a request over HTTP. */
  readonly bodyBytes: number;
  /** Lexical tokens of a document. */
  readonly documentTokens: number;
  /** Fields below one another, introspection included. */
  readonly depth: number;
  readonly aliases: number;
  /** Fields of the operation itself, each of which may become a call to a subgraph. */
  readonly rootFields: number;
  /** Fields of an operation after every fragment is written out. */
  readonly fields: number;
  /** Values that the answer to an operation is expected to have, going by the sizes of lists that the schema tells. */
  readonly values: number;
  /** How long one call to a subgraph may take. */
  readonly subgraphMs: number;
  /** Sockets of one process. */
  readonly sockets: number;
  /** Of those, how many one address may have. */
  readonly socketsPerAddress: number;
  readonly subscriptionsPerSocket: number;
  /** One message from a client over its socket. */
  readonly messageBytes: number;
  /** How long a socket may stay without `connection_init`. */
  readonly initMs: number;
  /** Rest between pings; a socket that has not answered by the next one is ended. */
  readonly pingMs: number;
  /** How long a client may take to say goodbye when the gateway closes its socket, before it is cut off. */
  readonly goodbyeMs: number;
  /** What may wait in a socket before its subscriptions begin to hold events back. */
  readonly bufferedBytes: number;
  /** Events that one subscription may hold back before its socket is closed. */
  readonly heldBack: number;
  /** Events that are being resolved for one topic at the same time. */
  readonly concurrentEvents: number;
  /** Events that may wait to be resolved for one topic before its sockets are closed. */
  readonly waitingEvents: number;
  /** Subscriptions of one process that read past events at the same time; others wait for their turn. */
  readonly replays: number;
  /** Prepared subscription documents that are kept. */
  readonly preparedDocuments: number;
}

export const defaultLimits: Limits = {
  bodyBytes: 1024 * 1024,
  documentTokens: 4_000,
  depth: 20,
  aliases: 50,
  rootFields: 20,
  fields: 2_000,
  values: 200_000,
  subgraphMs: 10_000,
  sockets: 10_000,
  socketsPerAddress: 1_000,
  subscriptionsPerSocket: 50,
  messageBytes: 64 * 1024,
  initMs: 3_000,
  pingMs: 12_000,
  goodbyeMs: 2_000,
  bufferedBytes: 1024 * 1024,
  heldBack: 256,
  concurrentEvents: 16,
  waitingEvents: 1_000,
  replays: 16,
  preparedDocuments: 500,
};
