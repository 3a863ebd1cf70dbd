/** The parts of the graph that have a server, by their names in the supergraph. Whatever is needed for each derives from here. */
export const servedSubgraphs = ['venue', 'booking', 'identity', 'telemetry', 'space-data'] as const;
export type ServedSubgraph = (typeof servedSubgraphs)[number];

/** What comes of doing something for each of them, one after the other. */
export const forEachSubgraph = async <Value>(
  act: (name: ServedSubgraph) => Value | Promise<Value>,
): Promise<Record<ServedSubgraph, Value>> => ({
  venue: await act('venue'),
  booking: await act('booking'),
  identity: await act('identity'),
  telemetry: await act('telemetry'),
  'space-data': await act('space-data'),
});
