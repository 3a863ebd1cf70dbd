import type pg from 'pg';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { Epochs } from '../epochs.ts';
import type { Bells } from './bells.ts';
import type { Session } from './session.ts';

/** What the parts of one PostgreSQL bus share. */
export interface EventLog {
  readonly db: pg.Pool;
  readonly session: Session;
  readonly bells: Bells;
  readonly epochs: Epochs;
  readonly clock: Clock;
  readonly log: Log;
}
