import { z } from 'zod';
import type { Operation } from '../demo/operations.ts';

const operation = <Shape extends z.ZodType>(query: string, shape: Shape): Operation<Shape> => ({ query, shape });

export const findPlace = operation(
  'query ($slug: String!) { venue(slug: $slug) { id kind timeZone rooms { id name } } }',
  z.object({
    venue: z.object({
      id: z.string(),
      kind: z.string(),
      timeZone: z.string(),
      rooms: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  }),
);

const instant = z.string().transform((text) => Temporal.Instant.from(text));

export const findDevices = operation(
  `query ($venueId: ID!) {
    devices(first: 100, filter: { venueId: $venueId }) { edges { node { id name lastSeenAt } } }
  }`,
  z.object({
    devices: z.object({
      edges: z.array(
        z.object({ node: z.object({ id: z.string(), name: z.string(), lastSeenAt: instant.nullable() }) }),
      ),
    }),
  }),
);

const error = z.object({ code: z.string(), message: z.string() });

export const registerDevice = operation(
  `mutation ($input: RegisterDeviceInput!) {
    done: registerDevice(input: $input) { device { id } errors { code message } }
  }`,
  z.object({ done: z.object({ device: z.object({ id: z.string() }).nullable(), errors: z.array(error) }) }),
);

export const ingest = operation(
  'mutation ($points: [PointInput!]!) { done: ingest(points: $points) { accepted errors { code message } } }',
  z.object({ done: z.object({ accepted: z.int(), errors: z.array(error).length(0) }) }),
);
