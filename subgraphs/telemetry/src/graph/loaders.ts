import type { GraphContext, Scope } from '@constellation/kit';
import DataLoader from 'dataloader';
import { listDevicesOfRooms, listDevicesOfVenues, type VenueStretch } from '../actions/list-devices-of-places.ts';
import { showClimates } from '../actions/show-climates.ts';
import { type AskedSeries, type ShownSeries, showSeries } from '../actions/show-series.ts';
import type { Climate } from '../data/climate.queries.ts';
import { type Device, devicesByIds } from '../data/devices.queries.ts';
import { lastReadings, type LastReading } from '../data/last-values.queries.ts';
import { type Series, seriesOfDevices } from '../data/series.queries.ts';
import { countTogether } from '../domain/bucketing.ts';

/** Batched reads for one request. They keep nothing, so that a second mutation of a request answers with its own outcome. */
export const loaders = (scope: Scope) => ({
  device: batched<Device | undefined>(async (ids) => {
    const devices = new Map((await devicesByIds(scope.em, ids)).map((device) => [device.id, device]));
    return ids.map((id) => devices.get(id));
  }),
  seriesOfDevice: manyEach<Series>((ids) => seriesOfDevices(scope.em, ids)),
  series: seriesLoader(scope),
  latestOfDevice: manyEach<LastReading>((ids) => lastReadings(scope.em, ids)),
  devicesOfVenue: batched<readonly Device[], VenueStretch>((wanted) => listDevicesOfVenues(scope, wanted)),
  devicesOfRoom: batched<readonly Device[]>((ids) => listDevicesOfRooms(scope, ids)),
  climateOfRoom: batched<Climate | null>((ids) => showClimates(scope, ids)),
});

export type Context = GraphContext<ReturnType<typeof loaders>>;

/** Refuses series of which the request would have too many buckets with those before. */
function seriesLoader(scope: Scope) {
  let together = 0;
  const show: DataLoader.BatchLoadFn<AskedSeries, ShownSeries> = async (asked) => {
    together = countTogether(
      together,
      asked.map(({ bucketing }) => bucketing),
    );
    return showSeries(scope, asked);
  };
  return new DataLoader(show, { cache: false });
}

type Read<Node, Key = string> = (keys: readonly Key[]) => Promise<readonly Node[]>;

const manyEach = <Node extends { readonly deviceId: string }>(read: Read<Node>) =>
  batched(async (ids) => {
    const nodes = Map.groupBy(await read(ids), ({ deviceId }) => deviceId);
    return ids.map((id) => nodes.get(id) ?? []);
  });

const batched = <Answer, Key = string>(read: Read<Answer, Key>) => new DataLoader<Key, Answer>(read, { cache: false });
