import { z } from 'zod';

/** A GraphQL document and what its data look like when all went well. */
export interface Operation<Shape extends z.ZodType> {
  readonly query: string;
  readonly shape: Shape;
}

const operation = <Shape extends z.ZodType>(query: string, shape: Shape): Operation<Shape> => ({ query, shape });

const table = z.object({ id: z.string() });
const room = z.object({ id: z.string(), name: z.string(), tables: z.array(table) });
export type KnownRoom = z.infer<typeof room>;

const venue = z.object({ id: z.string(), openingHours: z.array(z.unknown()), rooms: z.array(room) });

const venueFields = 'id openingHours { weekday } rooms { id name tables { id } }';

export const findVenue = operation(
  `query ($slug: String!) { venue(slug: $slug) { ${venueFields} } }`,
  z.object({ venue: venue.nullable() }),
);

export const createVenue = operation(
  `mutation ($input: CreateVenueInput!) { done: createVenue(input: $input) { venue { ${venueFields} } errors { code message } } }`,
  z.object({ done: z.object({ venue }) }),
);

export const createRoom = operation(
  `mutation ($input: CreateRoomInput!) {
    done: createRoom(input: $input) { room { id name tables { id } } errors { code message } }
  }`,
  z.object({ done: z.object({ room }) }),
);

export const updateTableLayout = operation(
  `mutation ($input: UpdateTableLayoutInput!) { done: updateTableLayout(input: $input) { room { id name tables { id } } errors { code message } } }`,
  z.object({ done: z.object({ room }) }),
);

export const setOpeningHours = operation(
  `mutation ($input: SetOpeningHoursInput!) { done: setOpeningHours(input: $input) { venue { id } errors { code message } } }`,
  z.object({ done: z.object({ venue: z.object({ id: z.string() }) }) }),
);

export const holdTable = operation(
  `mutation ($input: HoldTableInput!) { done: holdTable(input: $input) { errors { code } } }`,
  z.object({ done: z.object({ errors: z.array(z.object({ code: z.string() })) }) }),
);

const done = z.object({ done: z.object({ session: z.object({ user: z.object({ id: z.string() }) }).nullable() }) });

export const signUp = operation(
  `mutation ($input: SignUpInput!) { done: signUp(input: $input) { session { user { id } } errors { code } } }`,
  done,
);

export const signIn = operation(
  `mutation ($email: String!, $password: String!) {
    done: signIn(email: $email, password: $password) { session { user { id } } errors { code } }
  }`,
  done,
);

const user = z.object({
  id: z.string(),
  email: z.string(),
  roles: z.array(z.object({ role: z.string(), venueId: z.string().nullable() })),
});
export type KnownUser = z.infer<typeof user>;

export const findUsers = operation(
  `query ($representations: [_Any!]!) {
    users: _entities(representations: $representations) { ... on User { id email roles { role venueId } } }
  }`,
  z.object({ users: z.array(user.nullable()) }),
);

export const grantRole = operation(
  `mutation ($userId: ID!, $role: Role!, $venueId: ID) {
    done: grantRole(userId: $userId, role: $role, venueId: $venueId) { user { id } errors { code message } }
  }`,
  z.object({ done: z.object({ user: z.object({ id: z.string() }) }) }),
);

export const findPartners = operation(
  `{ partners(first: 100) { edges { node { id name } } } }`,
  z.object({
    partners: z.object({ edges: z.array(z.object({ node: z.object({ id: z.string(), name: z.string() }) })) }),
  }),
);

export const createPartner = operation(
  `mutation ($name: String!) { done: createPartner(name: $name) { partner { id } errors { code message } } }`,
  z.object({ done: z.object({ partner: z.object({ id: z.string() }) }) }),
);

export const createApiKey = operation(
  `mutation ($partnerId: ID!, $name: String!, $scopes: [String!]!) {
    done: createApiKey(partnerId: $partnerId, name: $name, scopes: $scopes) { key errors { code message } }
  }`,
  z.object({ done: z.object({ key: z.string() }) }),
);
