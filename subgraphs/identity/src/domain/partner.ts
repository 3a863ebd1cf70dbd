import { z } from 'zod';
import { displayName } from './display-name.ts';

/** A partner's members, its keys that are good, and its keys that are shown: so many at most. */
export const mostOfPartner = { members: 100, goodKeys: 50, shownKeys: 100 } as const;

/** What a new partner must be like. */
export const newPartner = z.object({ name: displayName });
