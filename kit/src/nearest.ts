/** The candidate that at most three typing mistakes turn into the word; undefined when none is that close. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const [best] = candidates
    .map((candidate) => ({ candidate, mistakes: editDistance(word, candidate) }))
    .filter(({ mistakes }) => mistakes <= 3)
    .toSorted((left, right) => left.mistakes - right.mistakes);
  return best?.candidate;
}

/** Letters to insert, drop or replace (Levenshtein), row by row of the usual table. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [line, letter] of Array.from(from).entries()) {
    const above = row;
    row = [line + 1];
    for (const [column, other] of Array.from(to).entries()) {
      const replaced = (above[column] ?? 0) + (letter === other ? 0 : 1);
      row.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (row[column] ?? 0) + 1));
    }
  }
  return row.at(-1) ?? 0;
}
