import type { Coordinates } from './coordinates.ts';

/**
 * Why what is published is no part of the contract: names the contract lacks, other types, nullability or defaults,
 * and arguments left out without which the contract would refuse the operation.
 */
export function breaches(published: Coordinates, contract: Coordinates): readonly string[] {
  const different = [...published].flatMap(([coordinate, signature]) => {
    const agreed = contract.get(coordinate);
    if (agreed === undefined) return `${coordinate} is not in the contract`;
    return agreed === signature ? [] : `${coordinate} is ${signature}, the contract says ${agreed}`;
  });
  const required = missing(published, contract).filter((coordinate) => isRequiredInput(coordinate, contract));
  return [...different, ...required.map((coordinate) => `${coordinate} is required by the contract`)];
}

/** What of the contract is not published yet; of a whole that is missing, no parts. */
export const missing = (published: Coordinates, contract: Coordinates): readonly string[] =>
  [...contract.keys()].filter((coordinate) => {
    const whole = wholeOf(coordinate);
    return !published.has(coordinate) && (whole === undefined || published.has(whole));
  });

/** The missing coordinates in a few lines: types first, then the members of each type. */
export function summary(coordinates: readonly string[]): readonly string[] {
  const byWhole = Map.groupBy(coordinates, (coordinate) => wholeOf(coordinate) ?? 'types');
  return [...byWhole].map(([whole, parts]) => `${whole}: ${parts.map((part) => shortName(part, whole)).join(' ')}`);
}

const isRequiredInput = (coordinate: string, contract: Coordinates): boolean =>
  isInput(coordinate, contract) && contract.get(coordinate)?.endsWith('!') === true;

const isInput = (coordinate: string, contract: Coordinates): boolean =>
  coordinate.endsWith(':)') || contract.get(wholeOf(coordinate) ?? '') === 'input';

/** The field of an argument, the type of a member, nothing for a type. */
const wholeOf = (coordinate: string): string | undefined => /^(.+?)(?:\(\w+:\)|(?: & |\.)\w+)$/.exec(coordinate)?.[1];

const shortName = (part: string, whole: string): string =>
  whole === 'types' ? part : part.slice(whole.length).replace(/^(\.| & )/, '');
