/** How full a place is at an hour of its day, 0 to 1: some at noon, most in the evening, nobody at night. */
export const presence = (hour: number): number =>
  Math.min(1, 0.55 * peak(hour, 13, 1.8) + 0.9 * peak(hour, 20, 2.2) + 0.05 * peak(hour, 10, 2));

/** Degrees Celsius in a heated room: cool at dawn, warmer in the afternoon and by the people in it. */
export const roomTemperature = (hour: number): number => 20 + 1.5 * wave(hour, 16) + 2 * presence(hour);

/** Per cent in a room: breath and kitchens make it damp. */
export const roomHumidity = (hour: number): number => 42 - 4 * wave(hour, 16) + 12 * presence(hour);

/** Watts that a house takes at an hour, beside what always runs. */
export const power = (hour: number): number => 1_500 + 9_000 * presence(hour);

/** Degrees Celsius under an open dome. */
export const nightAir = (hour: number): number => 12 + 6 * wave(hour, 15);

/** Whether it is dark enough for telescopes, roughly. */
export const isNight = (hour: number): boolean => hour >= 20 || hour < 5;

const peak = (hour: number, at: number, width: number) => {
  const distance = Math.min(Math.abs(hour - at), 24 - Math.abs(hour - at));
  return Math.exp(-(distance ** 2) / (2 * width ** 2));
};

/** From -1 to 1, the highest at an hour. */
const wave = (hour: number, highestAt: number) => Math.cos(((hour - highestAt) / 24) * 2 * Math.PI);
