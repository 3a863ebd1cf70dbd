import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { type SubgraphName, sdl, subgraphNames } from '../src/sdl.ts';

/** Where the composed file says each part is; who runs the gateway decides anew. */
const addressOf = (name: SubgraphName): string =>
  name === 'events' ? 'nats://events' : `http://${name}.internal/graphql`;

/**
 * The supergraph of all published parts.
 * @throws Error with every reason why the parts do not fit together.
 */
export function composeSupergraph(): string {
  const parts = subgraphNames.map((name) => ({ name, url: addressOf(name), typeDefs: parse(sdl(name)) }));
  const { supergraphSdl, errors = [] } = composeServices(parts);
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl.trimEnd().concat('\n');
}
