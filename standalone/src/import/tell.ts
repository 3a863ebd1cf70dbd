import type { Tally } from './import-lines.ts';

/** A tally and how many were rejected. */
export interface Reckoning extends Tally {
  readonly rejected: number;
}

/** A number with a space between thousands. */
export const grouped = (count: number) => new Intl.NumberFormat('en').format(count).replaceAll(',', ' ');

/** How far it has come, in one line. */
export const tellTally = ({ read, imported, present, rejected }: Reckoning): string =>
  `${grouped(read)} read: ${grouped(imported)} imported, ${grouped(present)} were there already, ${grouped(rejected)} rejected`;

/** Whether anything was read, and all that was is accounted for. */
export const hasWorked = (reckoning: Reckoning): boolean => reckoning.read > 0 && isComplete(reckoning);

const isComplete = ({ read, imported, present, rejected }: Reckoning): boolean =>
  read === imported + present + rejected;

/** What it came to, with what else there is to say of it and the file that holds the rejected. */
export function tellEnd(reckoning: Reckoning, rejectedFile: string, notes: readonly string[] = []): string {
  const lines = [`${tellTally(reckoning)}.`, ...notes];
  if (reckoning.rejected > 0) lines.push(`What was rejected stands in ${rejectedFile}, by line and reason.`);
  if (reckoning.read === 0) lines.push('There are no rows in the file: is it the right one?');
  else if (reckoning.imported === 0) lines.push('Nothing was changed: there is nothing new in it.');
  if (!isComplete(reckoning))
    lines.push('The numbers do not add up: something got lost. Run it again, and report this.');
  return `${lines.join('\n')}\n`;
}
