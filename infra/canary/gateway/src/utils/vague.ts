export const vague = 1; // breaks names
