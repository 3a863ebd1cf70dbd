import { Refusal, type Scope } from '@constellation/kit';
import { type KeptPicture, newestPicture, pictureOf } from '../data/pictures.queries.ts';

/** The day of the first one. */
const first = Temporal.PlainDate.from('1995-06-16');

/**
 * The astronomy picture of a day, the newest unless told otherwise; undefined where none is kept.
 * @throws Refusal BAD_USER_INPUT for a day before the first one, or after tomorrow
 */
export async function showPicture(
  { em, clock }: Scope,
  { date }: { readonly date?: Temporal.PlainDate | null },
): Promise<KeptPicture | undefined> {
  if (!date) return newestPicture(em);
  const tomorrow = clock.now().toZonedDateTimeISO('UTC').toPlainDate().add({ days: 1 });
  const isEarly = Temporal.PlainDate.compare(date, first) < 0;
  if (isEarly || Temporal.PlainDate.compare(date, tomorrow) > 0) {
    throw new Refusal('BAD_USER_INPUT', `\`date\` is from ${first.toString()} to tomorrow`, { path: ['date'] });
  }
  return pictureOf(em, date);
}

/** Under what others may use a picture: what nobody has a right to is everybody's. */
export const licenseOf = ({ copyright }: KeptPicture) => (copyright === undefined ? 'public domain' : undefined);
