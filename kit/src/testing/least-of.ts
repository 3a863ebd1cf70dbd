/** The least that something costs of three times: housekeeping beside it, an hour apart, is none of its cost. */
export async function leastOf(cost: () => Promise<number>): Promise<number> {
  return Math.min(await cost(), await cost(), await cost());
}
