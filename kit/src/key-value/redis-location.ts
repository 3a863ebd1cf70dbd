/** Who knows which server is the master at the moment, and what they call it. */
export interface Sentinels {
  readonly sentinels: readonly { readonly host: string; readonly port: number }[];
  readonly masterName: string;
}

/** A server by its URL (`redis://` or `rediss://`), or whichever server the sentinels call the master at the moment. */
export type RedisLocation = { readonly url: string } | (Sentinels & { readonly password?: string });

/** Where Redis is: with sentinels, only the password of its URL counts. */
export function redisLocation(url: string, sentinels?: Sentinels): RedisLocation {
  if (!sentinels) return { url };
  const password = decodeURIComponent(new URL(url).password);
  return { ...sentinels, ...(password && { password }) };
}
