/** What a venue's opening hours mean on the time line: the same for everybody who reads its snapshot. */
export { earlier, type Interval, isUpTo, joined, later, overlap } from './interval.ts';
export {
  businessDay,
  isOpenAt,
  isOpenDuring,
  openWithin,
  type Schedule,
  type SpecialStretch,
  stretchesBetween,
  stretchesOn,
  type Weekday,
  weekdays,
  type WeeklyStretch,
} from './schedule.ts';
