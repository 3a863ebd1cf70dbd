import { type GatewayRoute, Refusal } from '@constellation/kit';
import { judgeSecret, shownSecret } from '../actions/judge-secret.ts';

/**
 * Judges a device's secret for gateways: `{ principal, version, expiresAt }`, or `{ refused }` with the code and the details
 * of the refusal.
 */
export const credentialsRoute: GatewayRoute = {
  path: '/credentials',
  for: 'GATEWAYS',
  answer: async (scope, body) => {
    try {
      return await judgeSecret(scope, shownSecret.parse(body).secret);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { refused: { code: error.code, details: error.details ?? {} } };
    }
  },
};
