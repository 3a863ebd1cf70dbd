export { Refusal } from '@constellation/kit/refusal';
export type { ErrorCode } from '@constellation/schema';
export { z } from 'zod';
export { lifecycle } from './lifecycle.ts';
export { sdl } from '@constellation/schema'; // breaks no-restricted-imports
export { serve } from '@constellation/kit'; // breaks no-restricted-imports
export { EntityManager } from '@mikro-orm/core'; // breaks no-restricted-imports
export { readFile } from 'node:fs/promises'; // breaks no-restricted-imports
export { Booking } from '../data/booking.entity.ts'; // breaks no-restricted-imports
