import { readEnvironment as readGateway } from '../../gateway/src/env.ts';
import { parseEnvironment, subgraphVariables } from '../../kit/src/index.ts';
import { readEnvironment as readIdentity } from '../../subgraphs/identity/src/env.ts';

type Variables = Readonly<Record<string, string>>;

/** Those that know more variables than a subgraph does. */
const readers: Readonly<Record<string, (set: Variables) => unknown>> = { gateway: readGateway, identity: readIdentity };

/** Reads the variables of a container as its process does. @throws EnvironmentError */
export const readAsProcess = (set: Variables): unknown => {
  const read =
    readers[set['CONSTELLATION_ROLE'] ?? ''] ?? ((own: Variables) => parseEnvironment(subgraphVariables, own));
  return read(set);
};
