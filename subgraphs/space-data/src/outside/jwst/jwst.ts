import { setTimeout as pause } from 'node:timers/promises';
import { keepImages } from '../../data/jwst-images.queries.ts';
import { schedules } from '../../domain/schedules.ts';
import { openTally } from '../readable.ts';
import type { Source } from '../source.ts';
import { UpstreamFailure } from '../upstream-failure.ts';
import type { Upstream } from '../upstream.ts';
import { answered, hasMore, imageIn, mjdOf, questionOf } from './caom.ts';

/** Whom the archive is asked as, and how patiently. */
interface Archive {
  readonly base: string;
  /** How long it is left alone while it is looking. */
  readonly pauseMs?: number | undefined;
}

/** It cannot sort, so the newest are asked for by the time of their release: so many stretches of so many days, back from now. */
const stretches = 6;
const daysOfStretch = 14;
const mostPages = 12;

/** How often it is asked for the same before that is given up. */
const mostTries = 10;

/** Public images with a preview, level 3, of the Mikulski Archive for Space Telescopes (mast.stsci.edu/api/v0). */
export const jwst = (upstream: Upstream, archive: Archive, isConfigured: boolean): Source => ({
  id: 'jwst',
  name: 'Mikulski Archive for Space Telescopes',
  schedule: schedules.jwst,
  isConfigured,
  async *ask(at, passOver) {
    const tally = openTally(passOver);
    let [asked, isNothing] = [0, true];
    for (let stretch = 0; stretch < stretches; stretch += 1) {
      const max = mjdOf(at) - stretch * daysOfStretch;
      const released = { min: max - daysOfStretch, max };
      for (let page = 1, isLast = false; !isLast && asked < mostPages; page += 1, asked += 1) {
        const found = await search(upstream, archive, questionOf(released, page));
        isLast = !hasMore(found, page);
        const images = tally.take(found.data).flatMap((row) => imageIn(row, at) ?? []);
        if (images.length === 0) continue;
        isNothing = false;
        yield (tx) => keepImages(tx, images);
      }
    }
    tally.end();
    // In twelve weeks something is released.
    if (isNothing) throw new UpstreamFailure('UPSTREAM_EMPTY');
  },
});

/** @throws UpstreamFailure UPSTREAM_TIMEOUT where the archive is still looking after so many questions */
async function search(upstream: Upstream, { base, pauseMs = 3_000 }: Archive, question: object) {
  const url = new URL('/api/v0/invoke', base);
  const form = { request: JSON.stringify(question) };
  for (let tried = 0; tried < mostTries; tried += 1) {
    if (tried > 0) await pause(pauseMs);
    const answer = await upstream.ask({ url, form, schema: answered, mostBytes: 10_000_000, patience: 3 });
    if (answer.status === 'COMPLETE') return answer;
  }
  throw new UpstreamFailure('UPSTREAM_TIMEOUT');
}
