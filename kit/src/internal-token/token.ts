import { z } from 'zod';
import { accessScopes, type Principal } from '../principal.ts';

/** The header in which a gateway tells a subgraph who asks: a token of its own. Clients' headers of this name end at the gateway. */
export const principalHeader = 'constellation-principal';

/** The only algorithm that is ever accepted, whatever a token says of itself. */
export const algorithm = 'EdDSA';

/** What sets these tokens apart from all others, access tokens of people among them. */
export const purpose = {
  typ: 'constellation-internal+jwt',
  issuer: 'constellation-gateway',
  audience: 'constellation-subgraphs',
} as const;

/** Remembered at most, by a gateway and by a subgraph: more than ask within a minute, in about 10 MB. */
export const mostRemembered = 10_000;

/** A principal as one process tells another. */
export const principalSchema: z.ZodType<Principal> = z.object({
  kind: z.enum(['ANONYMOUS', 'USER', 'PARTNER', 'DEVICE', 'SERVICE']),
  id: z.string().max(100),
  sessionId: z.string().max(100).exactOptional(),
  authenticatedAt: z.int().exactOptional(),
  scopes: z.array(z.enum(accessScopes)),
  venueRoles: z.record(z.string(), z.enum(['HOST', 'MANAGER'])),
});

/** What a token says, beside what every JWT does. */
export const claims = z.object({ principal: principalSchema, exp: z.number() });
