/** Properties of events that hold words of a human all the same, as event type and way, each with its reason. */
export const publicTexts: Readonly<Record<string, string>> = {
  'venue.snapshot name': 'the name on the sign of a venue',
  'venue.snapshot rooms[].name': 'the name of a room, which staff chose',
  'venue.snapshot rooms[].tables[].label': 'the label on a table, which staff chose',
  'venue.snapshot location': 'where a venue lies, which is open to everybody',
  'venue.snapshot location.latitude': 'the same',
  'venue.snapshot location.longitude': 'the same',
  'space.iss_moved latitude': 'where a space station is',
  'space.iss_moved longitude': 'the same',
  'telemetry.readings_received readings[].text': 'what a machine says, such as a state',
};
