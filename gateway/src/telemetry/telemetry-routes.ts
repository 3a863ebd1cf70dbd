import type { Routes } from '@constellation/kit';
import { ingestRoute } from './ingest-route.ts';
import { stateRoute } from './state-route.ts';
import type { TelemetryOptions } from './telemetry-options.ts';

/** What devices find here beside the graph. */
export const telemetryRoutes = (options: TelemetryOptions): readonly Routes[] => [
  ingestRoute(options),
  stateRoute(options),
];
