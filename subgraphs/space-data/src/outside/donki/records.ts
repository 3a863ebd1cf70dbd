import { readWrittenInstant } from '@constellation/kit/written-instant';
import { z } from 'zod';
import type { SpaceWeatherEvent } from '../../data/space-weather.queries.ts';
import { writtenNumber } from '../../domain/written-number.ts';
import { writtenText } from '../../domain/written-text.ts';

/** Without seconds: 2026-09-06T10:31Z; nothing, where it is not known yet. */
const maybeTime = z
  .string()
  .nullish()
  .transform((text, context) => {
    const at = readWrittenInstant(text ?? null);
    if (at !== undefined) return at ?? undefined;
    context.addIssue({ code: 'custom', message: 'is no time' });
    return z.NEVER;
  });
const time = maybeTime.pipe(z.instanceof(Temporal.Instant));

const id = writtenText.pipe(z.string().min(1));
const text = writtenText.nullish().transform((written) => written || undefined);
const version = writtenNumber.nullish().transform((number) => number ?? 0);

/** FLR. */
export const flare = z
  .object({
    flrID: id,
    beginTime: time,
    peakTime: maybeTime,
    endTime: maybeTime,
    classType: text,
    note: text,
    versionId: version,
  })
  .transform((told): SpaceWeatherEvent => ({
    id: told.flrID,
    kind: 'FLARE',
    startedAt: told.beginTime,
    peakAt: told.peakTime,
    endedAt: told.endTime,
    classType: told.classType,
    speedKmS: undefined,
    note: told.note,
    version: told.versionId,
  }));

const analysis = z.object({ isMostAccurate: z.boolean(), speed: writtenNumber.pipe(z.number().min(0)).nullish() });

/** CME. Of several analyses that count as the best the last one does; they are listed as they come. */
export const coronalMassEjection = z
  .object({ activityID: id, startTime: time, cmeAnalyses: analysis.array().nullish(), note: text, versionId: version })
  .transform((told): SpaceWeatherEvent => ({
    id: told.activityID,
    kind: 'CORONAL_MASS_EJECTION',
    startedAt: told.startTime,
    peakAt: undefined,
    endedAt: undefined,
    classType: undefined,
    speedKmS: told.cmeAnalyses?.findLast(({ isMostAccurate }) => isMostAccurate)?.speed ?? undefined,
    note: told.note,
    version: told.versionId,
  }));

const observation = z.object({ observedTime: maybeTime, kpIndex: writtenNumber.pipe(z.number().min(0).max(9)) });

/** GST. What is worth a note is how strong it was. */
export const geomagneticStorm = z
  .object({ gstID: id, startTime: time, allKpIndex: observation.array().nullish(), versionId: version })
  .transform(({ allKpIndex, ...told }): SpaceWeatherEvent => {
    const [peak] = (allKpIndex ?? []).toSorted((one, other) => other.kpIndex - one.kpIndex);
    return {
      id: told.gstID,
      kind: 'GEOMAGNETIC_STORM',
      startedAt: told.startTime,
      peakAt: peak?.observedTime,
      endedAt: undefined,
      classType: undefined,
      speedKmS: undefined,
      note: peak && `Kp ${peak.kpIndex} at most`,
      version: told.versionId,
    };
  });
