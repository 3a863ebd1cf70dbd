import type { Principal } from '@constellation/kit';

/** How the history names who did something. */
export const actorOf = ({ kind, id }: Principal): string => `${kind}:${id}`;
