import { mutation, mutations, type Scope } from '@constellation/kit';
import { addPartnerMember } from '../actions/add-partner-member.ts';
import { changePassword } from '../actions/change-password.ts';
import { createApiKey } from '../actions/create-api-key.ts';
import { createPartner } from '../actions/create-partner.ts';
import { eraseMyData } from '../actions/erase-my-data.ts';
import { lookUpPartner } from '../actions/find-partner.ts';
import { lookUpUser } from '../actions/find-user.ts';
import { grantRole } from '../actions/grant-role.ts';
import type { IssuedSession } from '../actions/issue-session.ts';
import { refreshSession } from '../actions/refresh-session.ts';
import { removePartnerMember } from '../actions/remove-partner-member.ts';
import { requestDataExport } from '../actions/request-data-export.ts';
import { requestPasswordReset } from '../actions/request-password-reset.ts';
import { resetPassword } from '../actions/reset-password.ts';
import { revokeApiKey } from '../actions/revoke-api-key.ts';
import { revokeRole } from '../actions/revoke-role.ts';
import type { PasswordScope } from '../actions/scope.ts';
import type { ShownJob } from '../actions/show-job.ts';
import { signIn } from '../actions/sign-in.ts';
import { signOut } from '../actions/sign-out.ts';
import { signUp } from '../actions/sign-up.ts';
import type { Passwords } from '../outside/passwords.ts';
import type { MutationResolvers } from './schema.generated.ts';

const userMutation = mutations({ field: 'user', requires: 'admin', find: (scope, id) => lookUpUser(scope, { id }) });

const partnerMutation = mutations({
  field: 'partner',
  requires: 'admin',
  find: (scope, id) => lookUpPartner(scope, { id }),
});

/** Tokens are not kept, so no idempotency key gives a session a second time. */
const sessionMutation = <Args extends object>(action: (scope: Scope, args: Args) => Promise<IssuedSession | null>) =>
  mutation('session', null, action);

/** Nor are keys. */
const keyMutation = mutation('made', null, createApiKey);
const makeKey: NonNullable<MutationResolvers['createApiKey']> = async (parent, given, context) => {
  const { made, errors } = await keyMutation(parent, given, context);
  return { ...made, errors };
};

/** What is under way already is answered again, so no idempotency key is needed. */
const jobMutation = <Args extends object>(action: (scope: Scope, args: Args) => Promise<ShownJob | null>) =>
  mutation('job', null, action);

export function mutationResolvers(passwords: Passwords): MutationResolvers {
  const hashing =
    <Args, Result>(action: (scope: PasswordScope, args: Args) => Promise<Result>) =>
    (scope: Scope, args: Args) =>
      action({ ...scope, passwords }, args);
  return {
    signUp: sessionMutation(hashing(signUp)),
    signIn: sessionMutation(hashing(signIn)),
    refreshSession: sessionMutation(refreshSession),
    changePassword: sessionMutation(hashing(changePassword)),
    signOut: mutation('done', false, signOut),
    requestPasswordReset: mutation('done', false, requestPasswordReset),
    resetPassword: sessionMutation(hashing(resetPassword)),
    requestDataExport: jobMutation(requestDataExport),
    eraseMyData: jobMutation(eraseMyData),
    grantRole: userMutation(grantRole),
    revokeRole: userMutation(revokeRole),
    createPartner: partnerMutation(createPartner),
    addPartnerMember: partnerMutation(addPartnerMember),
    removePartnerMember: partnerMutation(removePartnerMember),
    createApiKey: makeKey,
    revokeApiKey: mutation('apiKey', null, revokeApiKey),
  };
}
