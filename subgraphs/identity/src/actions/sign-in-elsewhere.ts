import { Refusal } from '@constellation/kit';

/** Stands for whatever begins, goes on with or ends a session, where none begins here. @throws Refusal SIGN_IN_ELSEWHERE */
export const signInElsewhere = (issuer: string) => async (): Promise<never> => {
  throw new Refusal('SIGN_IN_ELSEWHERE', `People sign in at ${issuer}, and not here`, { details: { issuer } });
};
