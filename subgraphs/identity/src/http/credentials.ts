import { type GatewayRoute, Refusal } from '@constellation/kit';
import { judgeCredential, shownCredential } from '../actions/judge-credential.ts';
import type { Passwords } from '../outside/passwords.ts';

/**
 * Judges a key, or an address with its password, for gateways: `{ principal, version }`, or `{ refused }` with the code
 * and the details of the refusal. Where too much is to do it fails, so that nobody is taken for refused.
 */
export const credentialsRoute = (passwords: Passwords): GatewayRoute => ({
  path: '/credentials',
  for: 'GATEWAYS',
  answer: async (scope, body) => {
    try {
      return await judgeCredential({ ...scope, passwords }, shownCredential.parse(body));
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'BUSY') throw error;
      return { refused: { code: error.code, details: error.details ?? {} } };
    }
  },
});
