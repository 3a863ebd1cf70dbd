import { mutation } from '@constellation/kit';
import { signInElsewhere } from '../actions/sign-in-elsewhere.ts';
import type { MutationResolvers } from './schema.generated.ts';

/** Refuses every mutation about sessions and passwords where people sign in at an issuer elsewhere. */
export function sessionsElsewhere(issuer: string): MutationResolvers {
  const refuse = signInElsewhere(issuer);
  const noSession = mutation('session', null, refuse);
  const notDone = mutation('done', false, refuse);
  return {
    signUp: noSession,
    signIn: noSession,
    refreshSession: noSession,
    changePassword: noSession,
    resetPassword: noSession,
    signOut: notDone,
    requestPasswordReset: notDone,
  };
}
