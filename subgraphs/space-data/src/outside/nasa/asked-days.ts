/** The days that a fake is asked for, by the names of the first and the last one; none where they are not told. */
export function askedDays({ searchParams }: URL, first: string, last: string): Temporal.PlainDate[] {
  const [start, end] = [searchParams.get(first), searchParams.get(last)];
  if (start === null || end === null) return [];
  const from = Temporal.PlainDate.from(start);
  return Array.from({ length: from.until(end).days + 1 }, (_, index) => from.add({ days: index }));
}
