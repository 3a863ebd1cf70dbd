import { type Environment, parseEnvironment, subgraphVariables, variable } from '@constellation/kit';
import { keptDays } from './domain/retention.ts';

/** For how many days readings are kept one by one. */
export const readingsKeptVariable = variable
  .count(1, 366)
  .default(keptDays)
  .describe('for how many days readings are kept one by one');

const variables = { ...subgraphVariables, CONSTELLATION_READINGS_KEPT: readingsKeptVariable };

/** The settings of a telemetry process. */
export type TelemetryEnvironment = Environment<typeof variables>;

/** Reads them; @throws EnvironmentError with everything that is wrong. */
export const readEnvironment = (source: Readonly<Record<string, string | undefined>>): TelemetryEnvironment =>
  parseEnvironment(variables, source);
