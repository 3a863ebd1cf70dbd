import { mutations } from '@constellation/kit';
import { createRoom } from '../actions/create-room.ts';
import { createVenue } from '../actions/create-venue.ts';
import { lookUpRoom } from '../actions/find-room.ts';
import { lookUpVenue } from '../actions/find-venue.ts';
import { setOpeningHours } from '../actions/set-opening-hours.ts';
import { updateTableLayout } from '../actions/update-table-layout.ts';
import type { MutationResolvers } from './schema.generated.ts';

const venueMutation = mutations({
  field: 'venue',
  requires: 'venues:write',
  find: (scope, id) => lookUpVenue(scope, { id }),
});

const roomMutation = mutations({ field: 'room', requires: 'venues:write', find: lookUpRoom });

export const Mutation: MutationResolvers = {
  createVenue: venueMutation(createVenue),
  createRoom: roomMutation(createRoom),
  updateTableLayout: roomMutation(updateTableLayout),
  setOpeningHours: venueMutation(setOpeningHours),
};
