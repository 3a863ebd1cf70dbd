import { inject } from 'vitest';
import { type Clock, MovableClock } from '../clock.ts';
import { newId } from '../identifier.ts';
import { openLog } from '../log.ts';
import type { DatabaseServer } from './database.ts';
import { postgresServer } from './postgres-server.ts';

/** Put before the names of databases that no other test is to see. */
export const ownPrefix = () => `test_${newId().slice(-12)}_`;

export interface ServerOptions {
  readonly prefix?: string;
  readonly clock?: Clock;
}

/** The shared PostgreSQL server, as one process sees it that has its databases behind a prefix. */
export const serverForTests = ({
  prefix = ownPrefix(),
  clock = new MovableClock(),
}: ServerOptions = {}): DatabaseServer =>
  postgresServer({ url: inject('postgresUrl'), prefix, clock, log: openLog({ name: 'test', level: 'silent' }) });
