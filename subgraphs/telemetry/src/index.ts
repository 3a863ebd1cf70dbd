import { defineSubgraph, nothingPersonal, type Subgraph } from '@constellation/kit';
import { sdl } from '@constellation/schema/sdl';
import { measureQueue } from './actions/measure-queue.ts';
import { openDays } from './actions/open-days.ts';
import { CreateTelemetry } from './data/migrations/0001-telemetry.ts';
import { DeviceOrigins } from './data/migrations/0002-device-origins.ts';
import { DroppedReadings } from './data/migrations/0003-dropped-readings.ts';
import { QueueAge } from './data/migrations/0004-queue-age.ts';
import { keepReadings } from './data/retention.queries.ts';
import { keptDays } from './domain/retention.ts';
import { loaders } from './graph/loaders.ts';
import { resolvers } from './graph/resolvers.ts';
import { credentialsRoute } from './http/credentials.ts';
import { ingestRoute } from './http/ingest.ts';
import { droppingDays, forgettingMinutes, openingDays } from './workers/days.ts';
import { onIngest } from './workers/ingest.ts';
import { rollingUp } from './workers/rollups.ts';
import { onVenueSnapshot } from './workers/venue-snapshots.ts';

export { findVenueOfSensors, importSensors, type ImportedSensors } from './actions/import-sensors.ts';
export type { ForeignSensor } from './domain/foreign-sensor.ts';
export { readingsKeptVariable } from './env.ts';

export interface TelemetryOptions {
  /** For how many days readings are kept one by one; what was said last holds for all processes. */
  readonly readingsKeptDays?: number;
}

/** Devices in rooms, and what they measure. */
export const telemetrySubgraph = ({ readingsKeptDays = keptDays }: TelemetryOptions = {}): Subgraph =>
  defineSubgraph({
    name: 'telemetry',
    typeDefs: sdl('telemetry'),
    entities: [],
    migrations: [
      { name: 'telemetry-0001-telemetry', class: CreateTelemetry },
      { name: 'telemetry-0002-device-origins', class: DeviceOrigins },
      { name: 'telemetry-0003-dropped-readings', class: DroppedReadings },
      { name: 'telemetry-0004-queue-age', class: QueueAge },
    ],
    resolvers,
    loaders,
    workers: [onVenueSnapshot, onIngest, openingDays, rollingUp, droppingDays, forgettingMinutes],
    levels: measureQueue,
    routes: [credentialsRoute, ingestRoute],
    prepare: async (scope) => {
      await keepReadings(scope.em, readingsKeptDays);
      await openDays(scope);
    },
    personalData: nothingPersonal,
  });
