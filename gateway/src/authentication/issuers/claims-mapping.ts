import { type AccessScope, accessScopes, type Principal } from '@constellation/kit';
import { z } from 'zod';

/** A claim's name; dots lead into claims within claims, unless one is called so as a whole. */
const claim = z.string().min(1).max(200);

const scopes = z.array(z.enum(accessScopes));

/** Which claims of an issuer say what, and what its roles allow here. */
export const claimsMapping = z.strictObject({
  /** Says who it is: one text. */
  id: claim.default('sub'),
  /** Our scopes by their own names: a list, or one text with spaces between them. Other names mean nothing. */
  scopes: claim.default('scope'),
  /** Names of roles: a list, or one text. */
  roles: claim.default('roles'),
  /** Roles at venues: `{"<venue id>": "HOST"}`, or a list of `HOST:<venue id>` and `MANAGER:<venue id>`. */
  venueRoles: claim.default('venue_roles'),
  /** Scopes by role; `HOST` and `MANAGER` are also the roles of who is that at some venue. */
  grants: z.record(z.string(), scopes).default({}),
  /** Scopes of whoever signs in. */
  everybody: scopes.default([]),
});

export type ClaimsMapping = z.infer<typeof claimsMapping>;

type Claims = Readonly<Record<string, unknown>>;
type VenueRole = Principal['venueRoles'][string];

/** What the claims of somebody allow them. What is not understood allows nothing. */
export function rightsFrom(claims: Claims, mapping: ClaimsMapping): Pick<Principal, 'scopes' | 'venueRoles'> {
  const venueRoles = venueRolesIn(claimAt(claims, mapping.venueRoles));
  const roles = new Set([...textsIn(claimAt(claims, mapping.roles)), ...Object.values(venueRoles)]);
  const grants = new Map<string, readonly AccessScope[]>(Object.entries(mapping.grants));
  const given = new Set<string>([
    ...mapping.everybody,
    ...textsIn(claimAt(claims, mapping.scopes)),
    ...[...roles].flatMap((role) => grants.get(role) ?? []),
  ]);
  return { scopes: accessScopes.filter((scope) => given.has(scope)), venueRoles };
}

/** @throws ZodError where nobody is named. */
export const subjectIn = (claims: Claims, mapping: ClaimsMapping): string =>
  z.string().min(1).max(1_000).parse(claimAt(claims, mapping.id));

const within = z.record(z.string(), z.unknown());

function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split('.').reduce<unknown>((value, part) => {
    const { data = {} } = within.safeParse(value);
    return Object.hasOwn(data, part) ? data[part] : undefined;
  }, claims);
}

const texts = z.array(z.string());

const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? value.split(' ') : (texts.safeParse(value).data ?? []);

const venueRole = z.tuple([z.enum(['HOST', 'MANAGER']), z.uuid()]);

function venueRolesIn(value: unknown): Principal['venueRoles'] {
  const listed = textsIn(value).map((text) => text.split(':'));
  const pairs = Object.entries(within.safeParse(value).data ?? {}).map(([venueId, role]) => [role, venueId]);
  const found = new Map<string, VenueRole>();
  for (const pair of [...listed, ...pairs]) {
    const [role, venueId] = venueRole.safeParse(pair).data ?? [];
    if (role && venueId !== undefined && found.get(venueId) !== 'MANAGER') found.set(venueId, role);
  }
  return Object.fromEntries(found);
}
