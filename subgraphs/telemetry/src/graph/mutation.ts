import { mutation, mutations, type Scope } from '@constellation/kit';
import { decommissionDevice } from '../actions/decommission-device.ts';
import { findDevice } from '../actions/find-device.ts';
import { type Ingested, ingestPoints } from '../actions/ingest-points.ts';
import { type Registered, registerDevice } from '../actions/register-device.ts';
import { reportState } from '../actions/report-state.ts';
import { rotateDeviceSecret } from '../actions/rotate-device-secret.ts';
import { setDesiredState } from '../actions/set-desired-state.ts';
import { updateDevice } from '../actions/update-device.ts';
import type { Device } from '../data/devices.queries.ts';
import type { MutationResolvers } from './schema.generated.ts';

const deviceMutation = mutations({ field: 'device', requires: 'devices:write', find: findDevice });
const ownMutation = mutations({ field: 'device', requires: 'readings:write', find: findDevice });

/** A secret is not kept, so a repetition under an idempotency key answers without one. */
const withSecret =
  <Args extends object>(action: (scope: Scope, args: Args) => Promise<Registered>) =>
  async (...[parent, args, context, info]: Parameters<ReturnType<typeof deviceMutation<Args>>>) => {
    let secret: string | null = null;
    const act = deviceMutation<Args>(async (scope, given): Promise<Device> => {
      const made = await action(scope, given);
      secret = made.secret;
      return made.device;
    });
    return { ...(await act(parent, args, context, info)), secret };
  };

const nothing: Ingested = { accepted: 0, duplicates: 0, rejected: [] };
const ingestMutation = mutation('ingested', nothing, ingestPoints);

export const Mutation: MutationResolvers = {
  registerDevice: withSecret(registerDevice),
  updateDevice: deviceMutation(updateDevice),
  rotateDeviceSecret: withSecret(rotateDeviceSecret),
  decommissionDevice: deviceMutation(decommissionDevice),
  setDesiredState: deviceMutation(setDesiredState),
  reportState: ownMutation(reportState),
  ingest: async (parent, given, context) => {
    const { ingested, errors } = await ingestMutation(parent, given, context);
    return { ...ingested, errors };
  },
};
