import { z } from 'zod';
import type { KeySource } from '../key-set.ts';

/** Where an issuer publishes its keys. */
export interface KeyPlace {
  readonly issuer: string;
  /** Looked up at the issuer (OpenID Connect Discovery) where it is left out. */
  readonly jwksUrl?: string | undefined;
}

/** Asks the issuer, and first where to ask, if nobody has said so. */
export const publishedKeys =
  ({ issuer, jwksUrl }: KeyPlace): KeySource =>
  async (signal) =>
    jsonFrom(jwksUrl ?? (await discover(issuer, signal)), signal);

/** @throws Error where somebody else answers for the issuer, or an issuer with TLS has its keys at an address without. */
async function discover(issuer: string, signal: AbortSignal): Promise<string> {
  const protocol = issuer.startsWith('https:') ? /^https$/ : /^https?$/;
  const configuration = z.object({ issuer: z.literal(issuer), jwks_uri: z.url({ protocol }) });
  const at = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  return configuration.parse(await jsonFrom(at, signal)).jwks_uri;
}

async function jsonFrom(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { signal, redirect: 'error', headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return response.json();
}
