import type { GraphContext, Scope } from '@constellation/kit';
import DataLoader from 'dataloader';
import { datasetsOf } from '../data/datasets.queries.ts';
import { elementsOf } from '../data/elements.queries.ts';
import { imagesOf } from '../data/jwst-images.queries.ts';
import { launchesOf } from '../data/launches.queries.ts';
import { type Observation, observationsOf } from '../data/observations.queries.ts';

/** Batched reads for one request. They keep nothing, so that a second mutation of a request answers with its own outcome. */
export const loaders = ({ em }: Scope) => ({
  elements: oneOf(
    (noradIds: readonly number[]) => elementsOf(em, noradIds),
    ({ noradId }) => noradId,
  ),
  observations: new DataLoader<number, readonly Observation[]>(
    async (noradIds) => {
      const found = Map.groupBy(await observationsOf(em, [...new Set(noradIds)]), ({ noradId }) => noradId);
      return noradIds.map((noradId) => found.get(noradId) ?? []);
    },
    { cache: false },
  ),
  launches: oneOf(
    (ids: readonly string[]) => launchesOf(em, ids),
    ({ id }) => id,
  ),
  datasets: oneOf(
    (accessions: readonly string[]) => datasetsOf(em, accessions),
    ({ accession }) => accession,
  ),
  images: oneOf(
    (ids: readonly string[]) => imagesOf(em, ids),
    ({ id }) => id,
  ),
});

export type Context = GraphContext<ReturnType<typeof loaders>>;

/** What has a key, if there is such a thing. */
const oneOf = <Key, Value>(read: (keys: readonly Key[]) => Promise<readonly Value[]>, keyOf: (value: Value) => Key) =>
  new DataLoader<Key, Value | undefined>(
    async (keys) => {
      const found = new Map((await read([...new Set(keys)])).map((value) => [keyOf(value), value]));
      return keys.map((key) => found.get(key));
    },
    { cache: false },
  );
