import '@constellation/kit/quiet';
import { readOrExit, runSubgraphWith } from '@constellation/kit';
import { readEnvironment, sourcesIn } from './env.ts';
import { spaceDataSubgraph } from './index.ts';

const env = readOrExit(() => readEnvironment(process.env));

await runSubgraphWith(env, spaceDataSubgraph(sourcesIn(env)));
