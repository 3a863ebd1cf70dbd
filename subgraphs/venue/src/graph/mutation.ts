import { mutations } from '@constellation/kit';
import { closeVenue } from '../actions/close-venue.ts';
import { createRoom } from '../actions/create-room.ts';
import { createVenue } from '../actions/create-venue.ts';
import { lookUpRoom } from '../actions/find-room.ts';
import { lookUpVenue } from '../actions/find-venue.ts';
import { retireRoom } from '../actions/retire-room.ts';
import { setOpeningHours } from '../actions/set-opening-hours.ts';
import { setSpecialHours } from '../actions/set-special-hours.ts';
import { updateRoom } from '../actions/update-room.ts';
import { updateTableLayout } from '../actions/update-table-layout.ts';
import { updateVenue } from '../actions/update-venue.ts';
import type { MutationResolvers } from './schema.generated.ts';

const venueMutation = mutations({
  field: 'venue',
  requires: 'venues:write',
  find: (scope, id) => lookUpVenue(scope, { id }),
});

const roomMutation = mutations({ field: 'room', requires: 'venues:write', find: lookUpRoom });

export const Mutation: MutationResolvers = {
  createVenue: venueMutation(createVenue),
  updateVenue: venueMutation(updateVenue),
  closeVenue: venueMutation(closeVenue),
  createRoom: roomMutation(createRoom),
  updateRoom: roomMutation(updateRoom),
  retireRoom: roomMutation(retireRoom),
  updateTableLayout: roomMutation(updateTableLayout),
  setOpeningHours: venueMutation(setOpeningHours),
  setSpecialHours: venueMutation(setSpecialHours),
};
