import type { Route } from '@constellation/kit';
import { publishKeys } from '../actions/publish-keys.ts';

/** The keys that access tokens are verified with. They are public, so it asks for no credential. */
export const jwksRoute: Route = { path: '/jwks', answer: publishKeys };
