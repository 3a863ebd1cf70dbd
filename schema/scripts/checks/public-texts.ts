/** Properties of events that hold words of a human all the same, as event type and way, each with its reason. */
export const publicTexts: Readonly<Record<string, string>> = {
  'venue.snapshot name': 'the name on the sign of a venue',
  'venue.snapshot rooms[].name': 'the name of a room, which staff chose',
  'venue.snapshot rooms[].tables[].label': 'the label on a table, which staff chose',
};
