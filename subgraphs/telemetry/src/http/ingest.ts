import type { GatewayRoute } from '@constellation/kit';
import { z } from 'zod';
import { type Ingested, ingestPoints } from '../actions/ingest-points.ts';
import type { Point, Rejection } from '../domain/point.ts';
import { readPoint } from '../domain/sent-point.ts';

const sentBatch = z.object({ points: z.array(z.unknown()) });

type Rejected = Rejection & { readonly index: number };

/** Stores points as devices write them, for gateways; answers as the mutation `ingest` does. */
export const ingestRoute: GatewayRoute = {
  path: '/ingest',
  for: 'GATEWAYS',
  answer: async (scope, body): Promise<Ingested> => {
    const { kind, id } = scope.principal;
    const points: (Point & { readonly index: number })[] = [];
    const malformed: Rejected[] = [];
    for (const [index, sent] of sentBatch.parse(body).points.entries()) {
      const read = readPoint(sent, kind === 'DEVICE' ? id : null);
      if ('code' in read) malformed.push({ ...read, index });
      else points.push({ ...read, index });
    }
    const { rejected, ...counts } = await ingestPoints(scope, { points });
    const judged = rejected.flatMap((each) => {
      const index = points[each.index]?.index;
      return index === undefined ? [] : [{ ...each, index }];
    });
    return { ...counts, rejected: [...malformed, ...judged].toSorted((one, other) => one.index - other.index) };
  },
};
