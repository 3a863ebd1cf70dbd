import { maySee } from '../actions/access.ts';
import { bucketing } from '../domain/bucketing.ts';
import type { DeviceResolvers } from './schema.generated.ts';

export const Device: DeviceResolvers = {
  __resolveReference: async ({ id }, { loaders, scope: { principal } }) => {
    const device = await loaders.device.load(id);
    return device && maySee(principal, device) ? device : null;
  },
  venue: ({ venueId }) => (venueId === null ? null : { id: venueId }),
  room: ({ roomId }) => (roomId === null ? null : { id: roomId }),
  capabilities: async ({ id }, _arguments, { loaders }) =>
    (await loaders.seriesOfDevice.load(id)).map(({ expectedEverySeconds: seconds, ...capability }) => ({
      ...capability,
      expectedEvery: seconds === null ? null : Temporal.Duration.from({ milliseconds: Math.round(seconds * 1_000) }),
    })),
  latest: async ({ id }, { metrics }, { loaders }) => {
    const readings = await loaders.latestOfDevice.load(id);
    return metrics == null ? readings : readings.filter(({ metric }) => metrics.includes(metric));
  },
  series: ({ id }, { metric, fill, ...stretch }, { loaders }) =>
    loaders.series.load({ deviceId: id, metric, fill, bucketing: bucketing(stretch) }),
};
