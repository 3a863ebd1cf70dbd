import type { SpecialStretch } from '@constellation/schema/schedule';
import { z } from 'zod';
import { line, list, localTime, optional } from './rules.ts';

/** One stretch of a special day, or, without times, that the day has none; the note is for guests. */
export interface SpecialHours extends SpecialStretch {
  readonly note: string | null;
}

/** Most entries from today on, and of one change. */
export const mostSpecialHours = 1_000;

const calendarDay = z.instanceof(Temporal.PlainDate).transform((day) => day.toString());

const specialHours = z
  .object({
    date: calendarDay,
    closed: z.boolean().default(false),
    opens: optional(localTime),
    closes: optional(localTime),
    note: optional(line(200)),
  })
  .superRefine(({ closed, opens, closes }, context) => {
    const message = closed ? 'must be left out where the day is closed' : 'must be given unless the day is closed';
    for (const [field, time] of Object.entries({ opens, closes }))
      if ((time === null) !== closed) context.addIssue({ code: 'custom', path: [field], message });
  })
  .transform(({ closed: _closed, ...hours }): SpecialHours => hours);

/** What a change of a venue's special days must be like. */
export const specialHoursChange = z
  .object({
    venueId: z.string(),
    days: list(specialHours, { most: mostSpecialHours }).default([]),
    remove: optional(list(calendarDay, { most: mostSpecialHours })).transform((days) => days ?? []),
  })
  .superRefine(({ days, remove }, context) => {
    const refuse = (message: string, ...path: (string | number)[]) =>
      context.addIssue({ code: 'custom', path, message });
    const dates = days.map(({ date }) => date);
    const closed = new Set(days.filter(({ opens }) => opens === null).map(({ date }) => date));
    for (const [index, date] of dates.entries())
      if (closed.has(date) && dates.indexOf(date) < index)
        refuse('must have no other entry where the day is closed', 'days', index, 'date');
    for (const [index, date] of remove.entries())
      if (dates.includes(date)) refuse('must not be set as well', 'remove', index);
  });

export type SpecialHoursChange = z.input<typeof specialHoursChange>;
