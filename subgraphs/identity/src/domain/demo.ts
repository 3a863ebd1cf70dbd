import type { Email } from './email.ts';

/** The domain of the demo's accounts, whose password everybody knows. Mail never gets there (RFC 6761). */
export const demoDomain = 'demo.constellation.test';

export const isOfDemo = ({ key }: Email): boolean => key.endsWith(`@${demoDomain}`);
