/** Where the three servers of a distributed platform are. */
export interface ServerUrls {
  readonly databaseUrl: string;
  readonly natsUrl: string;
  readonly redisUrl: string;
}

/** Those servers that run already. */
export type KnownServers = { readonly [Name in keyof ServerUrls]?: ServerUrls[Name] | undefined };
