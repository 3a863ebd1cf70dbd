import type { Log, Stored } from '@constellation/kit';
import type { LiveEvent, LiveField } from './live-field.ts';

/** What an event is for a field. One that breaks its contract is logged and left out; those behind it still come. */
export function readEvent(field: LiveField, stored: Stored, log: Log): LiveEvent | undefined {
  try {
    return field.read(stored);
  } catch (error) {
    log.error({ err: error, event: stored.event.id, field: field.name }, 'event not shown');
    return undefined;
  }
}
