/** Where the passes of Skyfield's documentation are seen from. */
export const bluffton = { latitude: 40.8939, longitude: -83.8917, elevation: 0 };
export const berlin = { latitude: 52.52, longitude: 13.405, elevation: 0 };
export const dallas = { latitude: 32.7767, longitude: -96.797, elevation: 0 };
export const tromso = { latitude: 69.65, longitude: 18.96, elevation: 0 };
export const capeTown = { latitude: -33.92, longitude: 18.42, elevation: 0 };
export const quito = { latitude: -0.1807, longitude: -78.4678, elevation: 2850 };
export const honolulu = { latitude: 21.3069, longitude: -157.8583, elevation: 0 };
export const singapore = { latitude: 1.3521, longitude: 103.8198, elevation: 0 };
export const brisbane = { latitude: -27.4698, longitude: 153.0251, elevation: 0 };
