import { readFileSync } from 'node:fs';
import { type DefinitionNode, type DocumentNode, Kind, parse, print, visit } from 'graphql';
import { servedSubgraphs } from './subgraphs.ts';

/** The parts of the graph; `events` has no server: the gateway answers it from the event streams. */
export const subgraphNames = [...servedSubgraphs, 'events'] as const;
export type SubgraphName = (typeof subgraphNames)[number];

/** The composed graph, as the gateway loads it. */
export const supergraphPath = new URL('../supergraph.graphql', import.meta.url);

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

/** The SDL of a subgraph: its own file, what it uses of the shared values, and what rights are written with. */
export function sdl(name: SubgraphName): string {
  return [withValues(read(`subgraphs/${name}.graphql`), read('values.graphql')), read('auth.graphql')].join('\n');
}

/** Appends those definitions of `values` that the SDL uses, directly or through one another, and does not make itself. */
export function withValues(source: string, values: string): string {
  const own = parse(source);
  const offered = new Map(definedTypes(parse(values)));
  const taken = new Map<string, DefinitionNode>();
  const take = (name: string): void => {
    const definition = offered.get(name);
    if (definition === undefined || taken.has(name)) return;
    taken.set(name, definition);
    usedTypes(definition).forEach(take);
  };
  usedTypes(own).forEach(take);
  return [source.trimEnd(), ...[...taken.values()].map(print)].join('\n\n').concat('\n');
}

const definedTypes = (document: DocumentNode): [string, DefinitionNode][] =>
  document.definitions.flatMap((definition) =>
    'name' in definition && definition.name !== undefined ? [[definition.name.value, definition]] : [],
  );

function usedTypes(node: DocumentNode | DefinitionNode): Set<string> {
  const names = new Set<string>();
  visit(node, { [Kind.NAMED_TYPE]: (type) => void names.add(type.name.value) });
  return names;
}
