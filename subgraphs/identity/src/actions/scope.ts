import type { Scope } from '@constellation/kit';
import type { Passwords } from '../outside/passwords.ts';

/** What an action may touch that has to do with passwords. */
export interface PasswordScope extends Scope {
  readonly passwords: Passwords;
}
