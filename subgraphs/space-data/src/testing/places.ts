/** Where the passes of Skyfield's documentation are seen from. */
export const bluffton = { latitude: 40.8939, longitude: -83.8917, elevation: 0 };
export const berlin = { latitude: 52.52, longitude: 13.405, elevation: 0 };
export const dallas = { latitude: 32.7767, longitude: -96.797, elevation: 0 };
export const tromso = { latitude: 69.65, longitude: 18.96, elevation: 0 };
