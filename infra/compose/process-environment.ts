import { readEnvironment } from '../../gateway/src/env.ts';
import { parseEnvironment, subgraphVariables } from '../../kit/src/index.ts';

/** Reads the variables of a container as its process does. @throws EnvironmentError */
export const readAsProcess = (set: Readonly<Record<string, string>>): unknown =>
  set['CONSTELLATION_ROLE'] === 'gateway' ? readEnvironment(set) : parseEnvironment(subgraphVariables, set);
