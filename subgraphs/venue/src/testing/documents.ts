/** Operations that several tests send. */
export const createVenue = `
  mutation CreateVenue($input: CreateVenueInput!) {
    createVenue(input: $input) { venue { id slug name } errors { code message path details } }
  }`;

export const updateVenue = `
  mutation UpdateVenue($input: UpdateVenueInput!) {
    updateVenue(input: $input) { venue { id name kind email timeZone } errors { code message path } }
  }`;

export const closeVenue = `
  mutation CloseVenue($id: ID!) { closeVenue(id: $id) { venue { id closed } errors { code path } } }`;

export const createRoom = `
  mutation CreateRoom($input: CreateRoomInput!) {
    createRoom(input: $input) { room { id name layout { width height version } } errors { code path } }
  }`;

export const updateRoom = `
  mutation UpdateRoom($input: UpdateRoomInput!) {
    updateRoom(input: $input) {
      room { id name retired layout { width height version } }
      errors { code message path details }
    }
  }`;

export const retireRoom = `
  mutation RetireRoom($id: ID!, $force: Boolean) {
    retireRoom(id: $id, force: $force) {
      room { id retired layout { version } tables { label } }
      errors { code message path details }
    }
  }`;

export const updateTableLayout = `
  mutation UpdateTableLayout($input: UpdateTableLayoutInput!) {
    updateTableLayout(input: $input) {
      room {
        id
        layout { version }
        tables { id label minParty maxParty zone position { x y rotation shape } }
        combinations { tables { label } minParty maxParty priority }
      }
      errors { code message path details }
    }
  }`;

export const setOpeningHours = `
  mutation SetOpeningHours($input: SetOpeningHoursInput!) {
    setOpeningHours(input: $input) { venue { openingHours { weekday opens closes } } errors { code path details } }
  }`;

export const setSpecialHours = `
  mutation SetSpecialHours($input: SetSpecialHoursInput!) {
    setSpecialHours(input: $input) {
      venue { specialHours { date closed opens closes note } }
      errors { code path details }
    }
  }`;

export const readVenue = `
  query ReadVenue($slug: String!) {
    venue(slug: $slug) {
      id slug name kind description address { line1 city postalCode country } location { latitude longitude elevation }
      timeZone openingHours { weekday opens closes }
      rooms {
        id name venue { id } layout { width height version }
        tables { label room { id } minParty maxParty zone position { x shape } }
        combinations { tables { label } minParty maxParty priority }
      }
    }
  }`;
