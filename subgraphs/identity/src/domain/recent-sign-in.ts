/** What cannot be undone is done for who has shown who they are within so long, however long their session goes on. */
const recent = { minutes: 15 };

/** Whether somebody has just shown who they are; null where nobody knows when they did. */
export const isRecentSignIn = (signedInAt: Temporal.Instant | null, at: Temporal.Instant): boolean =>
  signedInAt !== null && Temporal.Instant.compare(signedInAt.add(recent), at) > 0;
