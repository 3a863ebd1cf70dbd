/** The International Space Station's number in the catalogue. */
export const iss = 25544;

/** What events about it call it. */
export const issAggregate = '019ab1d0-5c5e-7c1e-9f0a-6b1d25544155';
