import { type AstroTime, MakeTime } from 'astronomy-engine';

/** 1 January 2000, 12:00 UTC, in milliseconds since 1970. */
const j2000Ms = 946_728_000_000;

/** An instant as astronomy-engine takes it. */
export const universalTime = (at: Temporal.Instant): AstroTime =>
  MakeTime((at.epochMilliseconds - j2000Ms) / 86_400_000);

/** What astronomy-engine answers as an instant of UTC, to the millisecond. */
export const instantOf = ({ ut }: AstroTime): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(Math.round(ut * 86_400_000) + j2000Ms);
