import '@constellation/kit/quiet';
import { readOrExit, runSubgraphWith } from '@constellation/kit';
import { readEnvironment } from './env.ts';
import { telemetrySubgraph } from './index.ts';

const env = readOrExit(() => readEnvironment(process.env));

await runSubgraphWith(env, telemetrySubgraph({ readingsKeptDays: env.CONSTELLATION_READINGS_KEPT }));
