import { variable } from '@constellation/kit';
import { z } from 'zod';
import { type ClaimsMapping, claimsMapping } from './claims-mapping.ts';
import type { OutsideIssuer } from './outside-issuer.ts';

const expected = 'expected JSON such as {"roles":"realm_access.roles","grants":{"staff":["bookings:read"]}}';

const mapping = z.string().transform((text, context): ClaimsMapping => {
  try {
    return claimsMapping.parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error).replaceAll(/\s+/g, ' ') : 'it is no JSON';
    context.addIssue({ code: 'custom', message: `${expected}: ${why}` });
    return z.NEVER;
  }
});

const alone = z.never({ error: 'expected only beside CONSTELLATION_OIDC_ISSUER' }).optional();

const optional = <Schema extends z.ZodType>(schema: Schema, isWanted: boolean) =>
  isWanted ? schema.optional() : alone;

/** The variables of an outside issuer; what has to stand beside its address is missing without. */
export function oidcVariables({ CONSTELLATION_OIDC_ISSUER }: Readonly<Record<string, string | undefined>>) {
  const isWanted = Boolean(CONSTELLATION_OIDC_ISSUER);
  const audience = z.string({ error: 'expected what tokens for this graph name as `aud`' });
  return {
    CONSTELLATION_OIDC_ISSUER: variable
      .url('https', 'http')
      .optional()
      .describe('who gives out access tokens in place of identity, as `iss` names it'),
    CONSTELLATION_OIDC_AUDIENCE: (isWanted ? audience : alone).describe('whom its tokens are for'),
    CONSTELLATION_OIDC_JWKS_URL: optional(variable.url('https', 'http'), isWanted).describe(
      'where its keys are; discovered unless it is set',
    ),
    CONSTELLATION_OIDC_TOKEN_TYPE: optional(z.enum(['at+jwt', 'JWT']), isWanted).describe(
      'what its tokens call themselves',
    ),
    CONSTELLATION_OIDC_CLAIMS: optional(mapping, isWanted).describe('which of its claims say what'),
  };
}

type OidcEnvironment = {
  readonly [Name in keyof ReturnType<typeof oidcVariables>]: z.output<ReturnType<typeof oidcVariables>[Name]>;
};

/** The outside issuer that an environment names; undefined where tokens come from the identity subgraph. */
export function outsideIssuerIn(env: OidcEnvironment): OutsideIssuer | undefined {
  const { CONSTELLATION_OIDC_ISSUER: issuer, CONSTELLATION_OIDC_AUDIENCE: audience } = env;
  if (issuer === undefined || audience === undefined) return undefined;
  return {
    issuer,
    audience,
    jwksUrl: env.CONSTELLATION_OIDC_JWKS_URL,
    tokenType: env.CONSTELLATION_OIDC_TOKEN_TYPE ?? 'at+jwt',
    claims: env.CONSTELLATION_OIDC_CLAIMS ?? claimsMapping.parse({}),
  };
}
