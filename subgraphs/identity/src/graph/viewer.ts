import { lookUpOwnPartner } from '../actions/find-partner.ts';
import { lookUpUser } from '../actions/find-user.ts';
import { listJobs } from '../actions/show-job.ts';
import type { ViewerResolvers } from './schema.generated.ts';

/** Who asks; each field is looked up only where it is asked for. */
export const Viewer: ViewerResolvers = {
  user: (principal, _given, { scope }) => lookUpUser(scope, principal),
  personalDataJobs: (_principal, _given, { scope }) => listJobs(scope),
  partner: (_principal, _given, { scope }) => lookUpOwnPartner(scope),
};
