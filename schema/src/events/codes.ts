import { z } from 'zod';

/** An upper-case code of an open set: free text does not fit in. */
export const code = z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/);

/** A name that software gave itself, such as a stream's or a consumer's; one token of a subject. */
export const machineName = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/);

/** Wall-clock time, HH:MM. */
export const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
