import { findDevice } from '../actions/find-device.ts';
import { listDevices } from '../actions/list-devices.ts';
import type { QueryResolvers } from './schema.generated.ts';

export const Query: QueryResolvers = {
  device: (_parent, { id }, { scope }) => findDevice(scope, id),
  devices: (_parent, given, { scope }) => listDevices(scope, given),
};
