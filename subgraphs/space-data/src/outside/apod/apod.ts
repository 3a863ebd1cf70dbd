import { z } from 'zod';
import { keepPictures, type Picture } from '../../data/pictures.queries.ts';
import { schedules } from '../../domain/schedules.ts';
import { webAddress } from '../../domain/web-address.ts';
import { writtenText } from '../../domain/written-text.ts';
import type { Nasa } from '../nasa/nasa.ts';
import { someReadable } from '../readable.ts';
import type { Source } from '../source.ts';
import { UpstreamFailure } from '../upstream-failure.ts';

/** How many days are asked for, the newest included. */
const days = 30;

/** By whose midnight a new picture comes. */
const timeZone = 'America/New_York';

const written = z.string().nullish();

/** As documented (github.com/nasa/apod-api); what is no address is left out. */
const picture = z
  .object({
    date: z.iso.date().transform((text) => Temporal.PlainDate.from(text)),
    title: writtenText.pipe(z.string().min(1)),
    explanation: writtenText,
    media_type: z.string().transform((kind) => (kind === 'image' || kind === 'video' ? kind : 'other')),
    url: written,
    hdurl: written,
    thumbnail_url: written,
    copyright: writtenText.nullish(),
  })
  .transform(({ media_type: mediaType, url, hdurl, thumbnail_url: thumbnail, copyright, ...told }): Picture => ({
    ...told,
    mediaType,
    url: addressIn(url) ?? addressIn(thumbnail),
    hdUrl: addressIn(hdurl),
    copyright: copyright || undefined,
  }));

const addressIn = (text: string | null | undefined): string | undefined => (text ? webAddress(text) : undefined);

/** A stretch of days is a list, one day the picture itself. A picture of another time would be the newest for ever. */
const picturesOf = (start: Temporal.PlainDate, end: Temporal.PlainDate) => {
  const timely = picture.refine(({ date }) => isFrom(date, start) && isFrom(end, date));
  return z.union([z.unknown().array(), z.unknown().transform((one) => [one])]).pipe(someReadable(timely));
};

const isFrom = (date: Temporal.PlainDate, start: Temporal.PlainDate) => Temporal.PlainDate.compare(date, start) >= 0;

/** NASA's Astronomy Picture of the Day. */
export const apod = (nasa: Nasa): Source => ({
  id: 'apod',
  name: 'Astronomy Picture of the Day',
  schedule: schedules.apod,
  isConfigured: nasa.isConfigured,
  async *ask(at, passOver) {
    const today = at.toZonedDateTimeISO(timeZone).toPlainDate();
    const found = await askUntil(nasa, today).catch((failure: unknown) => {
      if (!isTooEarly(failure)) throw failure;
      return askUntil(nasa, today.subtract({ days: 1 }));
    });
    passOver(found.passedOver);
    yield (tx) => keepPictures(tx, found.read, at);
  },
});

function askUntil(nasa: Nasa, end: Temporal.PlainDate) {
  const start = end.subtract({ days: days - 1 });
  return nasa.ask({
    path: '/planetary/apod',
    parameters: { start_date: start.toString(), end_date: end.toString(), thumbs: 'true' },
    schema: picturesOf(start, end),
    mostBytes: 2_000_000,
  });
}

/** Some mornings the day's picture comes late; all days are refused then (nasa/apod-api#48, nasa/api-docs#258). */
const isTooEarly = (failure: unknown) =>
  failure instanceof UpstreamFailure && ['UPSTREAM_400', 'UPSTREAM_404'].includes(failure.code);
