import { Refusal, type Scope } from '@constellation/kit';

/** Whose data the caller may ask about: their own, wherever they sign in; @throws Refusal FORBIDDEN for who is no user. */
export function ownPerson({ principal: { kind, id } }: Scope): string {
  if (kind !== 'USER') throw new Refusal('FORBIDDEN', 'This is for people: sign in first');
  return id;
}
