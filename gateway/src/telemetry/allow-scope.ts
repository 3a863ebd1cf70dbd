import type { AccessScope, Principal } from '@constellation/kit';
import { NotServed } from './not-served.ts';

/** @throws NotServed unless somebody has a scope: 401 where they show nothing of themselves, else 403. */
export function allowScope({ kind, scopes }: Principal, scope: AccessScope): void {
  if (scopes.includes(scope)) return;
  if (kind === 'ANONYMOUS') {
    const headers = { 'www-authenticate': 'Bearer' };
    throw new NotServed({ status: 401, code: 'UNAUTHENTICATED', message: 'This is for callers who sign in', headers });
  }
  const details = { missing: [[scope]] };
  throw new NotServed({ status: 403, code: 'FORBIDDEN', message: `This needs the scope ${scope}`, details });
}
