/** The instant for which elements were determined. */
export const epochOf = ({ EPOCH }: { readonly EPOCH: string }): Temporal.Instant =>
  Temporal.Instant.from(EPOCH.endsWith('Z') ? EPOCH : `${EPOCH}Z`);
