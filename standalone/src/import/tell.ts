import type { Tally } from './import-people.ts';

/** A tally and how many were rejected. */
export interface Reckoning extends Tally {
  readonly rejected: number;
}

const grouped = (count: number) => new Intl.NumberFormat('en').format(count).replaceAll(',', ' ');

/** How far it has come, in one line. */
export const tellTally = ({ read, imported, present, rejected }: Reckoning): string =>
  `${grouped(read)} read: ${grouped(imported)} imported, ${grouped(present)} were there already, ${grouped(rejected)} rejected`;

/** Whether everybody who was read is accounted for. */
export const isComplete = ({ read, imported, present, rejected }: Reckoning): boolean =>
  read === imported + present + rejected;

/** What it came to, with the file that holds the rejected. */
export function tellEnd(reckoning: Reckoning, rejectedFile: string): string {
  const lines = [`${tellTally(reckoning)}.`];
  if (reckoning.rejected > 0) lines.push(`Who was rejected stands in ${rejectedFile}, by line and reason.`);
  if (reckoning.imported === 0) lines.push('Nothing was changed: there is nobody new in it.');
  if (!isComplete(reckoning))
    lines.push('The numbers do not add up: somebody got lost. Run it again, and report this.');
  return `${lines.join('\n')}\n`;
}
