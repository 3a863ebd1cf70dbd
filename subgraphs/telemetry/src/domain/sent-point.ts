import { z } from 'zod';
import { momentIn } from './moment.ts';
import type { Point, Rejection } from './point.ts';

const sentPoint = z.object({
  deviceId: z.string().nullish(),
  metric: z.string(),
  time: z.string().transform((text, { addIssue }) => {
    const moment = momentIn(text);
    if (moment === undefined) addIssue('expected an RFC 3339 instant such as 2026-05-01T17:30:00Z');
    return moment ?? z.NEVER;
  }),
  value: z.number().nullish(),
  text: z.string().nullish(),
  flag: z.boolean().nullish(),
});

/** Reads a point as it is written in JSON: one that names no device is of the sender, and what is none is refused alone. */
export function readPoint(sent: unknown, senderId: string | null): Point | Rejection {
  const { data, error } = sentPoint.safeParse(sent);
  if (error) {
    const [issue] = error.issues;
    const path = issue?.path.join('.') ?? '';
    return { code: 'WRONG_TYPE', message: [...(path === '' ? [] : [path]), issue?.message ?? 'is refused'].join(': ') };
  }
  const deviceId = data.deviceId ?? senderId;
  return deviceId === null ? { code: 'UNKNOWN_DEVICE', message: 'Say whose it is: deviceId' } : { ...data, deviceId };
}
