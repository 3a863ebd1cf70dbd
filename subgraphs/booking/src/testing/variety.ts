import type { Game } from './game.ts';
import { stepsKept, untrodden } from './steps.ts';

/** Answers nothing to whoever asks, and comes with the event of a request. */
const silent = ['answer'];

/** Nobody waits a day for the answer to a request. */
const rare = ['REQUESTED EXPIRED'];

/** What a game has not seen yet: steps of a life, commands that are done, and commands that are refused. */
export async function unseenIn({ bookings, venue, staff, outcomes }: Game): Promise<string[]> {
  const commands = Object.keys(staff).filter((command) => !silent.includes(command));
  const outcomesOf = (command: string) => [...(outcomes.get(command) ?? [])];
  return [
    ...untrodden(await stepsKept(bookings, venue.id)).filter((way) => !rare.includes(way)),
    ...commands.filter((command) => !outcomesOf(command).includes('done')).map((command) => `${command} done`),
    ...commands
      .filter((command) => outcomesOf(command).every((outcome) => outcome === 'done'))
      .map((command) => `${command} refused`),
  ];
}
