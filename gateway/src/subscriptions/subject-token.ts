import { isId } from '@constellation/kit';

/** One token of a pattern: any where nothing is asked for, and none that exists where the id is none. */
export const subjectToken = (id: unknown): string => (typeof id !== 'string' ? '*' : isId(id) ? id : 'none');
