import { type Message, newId, systemClock } from '@constellation/kit';
import { type CloudEvent, identityRevoked } from '@constellation/schema';

/** What the identity subgraph publishes when a session ends, or without one when an account changes. */
export function revocation(principalId: string, sessionId: string | null, version: number): Message {
  const data = { principalId, sessionId, reason: 'SOMETHING_NEW' };
  const event: CloudEvent = {
    specversion: '1.0',
    id: newId(),
    source: identityRevoked.source,
    type: identityRevoked.type,
    subject: principalId,
    time: systemClock.now().toString(),
    datacontenttype: 'application/json',
    version,
    data,
  };
  return { subject: identityRevoked.subject(principalId, data), event };
}
