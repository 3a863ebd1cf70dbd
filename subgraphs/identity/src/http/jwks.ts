import type { PublicRoute } from '@constellation/kit';
import { publishKeys } from '../actions/publish-keys.ts';

/** The keys that access tokens are verified with. They are public, so it asks for no credential. */
export const jwksRoute: PublicRoute = { path: '/jwks', answer: publishKeys };
