/** The bodies of the solar system that are shown, in the order that they are told in. */
export const bodyNames = ['Sun', 'Moon', 'Mercury', 'Venus', 'Mars', 'Jupiter', 'Saturn', 'Uranus', 'Neptune'] as const;

export type BodyName = (typeof bodyNames)[number];
