/** How long an access token is good. */
export const accessLife = { seconds: 600 };

/** Known to everybody for so long before it signs. */
const announced = { hours: 1 };

/** Signs for so long, then the next one does. */
const signs = { hours: 30 * 24 };

/** Goes on being published for so long after it has signed its last, well beyond what an access token lives. */
const remembered = { hours: 1 };

interface SigningKey {
  readonly createdAt: Temporal.Instant;
}

const isPast = (instant: Temporal.Instant, at: Temporal.Instant) => Temporal.Instant.compare(instant, at) <= 0;

const signsFrom = ({ createdAt }: SigningKey) => createdAt.add(announced);

/** Of keys, oldest first, the one that signs now: the newest that everybody has had time to hear of, else the oldest. */
export const signingKeyOf = <Key extends SigningKey>(keys: readonly Key[], at: Temporal.Instant): Key | undefined =>
  keys.findLast((key) => isPast(signsFrom(key), at)) ?? keys[0];

/** Whether the next key has to be made by now. */
export function isNextDue(keys: readonly SigningKey[], at: Temporal.Instant): boolean {
  const newest = keys.at(-1);
  return newest === undefined || isPast(newest.createdAt.add(signs), at);
}

/** Keys whose last tokens have ended: the next one has signed long enough. */
export const outlivedKeys = <Key extends SigningKey>(keys: readonly Key[], at: Temporal.Instant): readonly Key[] =>
  keys.filter((_, index) => {
    const next = keys[index + 1];
    return next !== undefined && isPast(signsFrom(next).add(remembered), at);
  });
