import type { GoodAnswer } from '../fake-upstream.ts';
import { askedDays } from '../nasa/asked-days.ts';

/** Documented (github.com/nasa/apod-api), with a field that we do not know: an image that somebody has a right to, one that nobody has, a video. */
const kinds = [
  {
    media_type: 'image',
    url: 'https://apod.nasa.gov/apod/image/2610/Moon_1080.jpg',
    hdurl: 'https://apod.nasa.gov/apod/image/2610/Moon.jpg',
    copyright: '\nAda\nLovelace &\nothers\n',
  },
  {
    media_type: 'image',
    url: 'https://apod.nasa.gov/apod/image/2610/Earth_1080.jpg',
    hdurl: 'https://apod.nasa.gov/apod/image/2610/Earth.jpg',
  },
  {
    media_type: 'video',
    url: 'https://www.youtube.com/embed/ZCBE8ocOkAQ?rel=0',
    thumbnail_url: 'https://img.youtube.com/vi/ZCBE8ocOkAQ/0.jpg',
  },
];

/** The picture of a day. */
export const fakePicture = (date: Temporal.PlainDate) => ({
  date: date.toString(),
  title: `Picture of ${date.toString()}`,
  explanation: 'What is to be seen here?',
  service_version: 'v1',
  something_new: { of: 'next year' },
  ...kinds[date.dayOfYear % kinds.length],
});

/** Every day has a picture. What comes after today in the east of the United States is refused, as recorded by others (nasa/apod-api#48). */
export const fakePictures =
  (now: () => Temporal.Instant) =>
  (url: URL): GoodAnswer => {
    const dates = askedDays(url, 'start_date', 'end_date');
    const today = now().toZonedDateTimeISO('America/New_York').toPlainDate();
    if (dates.length > 0 && dates.every((date) => Temporal.PlainDate.compare(date, today) <= 0)) {
      return { body: JSON.stringify(dates.map(fakePicture)) };
    }
    const body = '{"code":400,"msg":"Date must be between Jun 16, 1995 and today.","service_version":"v1"}';
    return { status: 400, body };
  };
