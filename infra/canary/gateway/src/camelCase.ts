export const camel = 1; // breaks names
