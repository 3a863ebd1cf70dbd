import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@constellation/kit';
import { basic } from '@constellation/kit/testing';
import { z } from 'zod';
import { demoPassword } from '../src/demo/accounts.ts';
import { type Figure, round } from './figure.ts';
import { median } from './load.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const warmStarts = 5;
const port = 4_872;

/** `npm start` on data that are there, from the command to `/readyz`, and the memory of the process after its tour. */
export async function benchStart(dataDirectory: string): Promise<Figure[]> {
  await startOnce(dataDirectory);
  const started: Started[] = [];
  for (let turn = 0; turn < warmStarts; turn++) started.push(await startOnce(dataDirectory));
  const seconds = median(started.map(({ readyMs }) => readyMs / 1_000));
  const megabytes = median(started.map(({ residentBytes }) => residentBytes / 1e6));
  const beside = `median of ${warmStarts}, PostgreSQL not counted in memory`;
  return [
    {
      what: 'Warm start to ready',
      measured: `${round(seconds)} s`,
      beside,
      promise: 'at most 4 s',
      kept: seconds <= 4,
    },
    {
      what: 'Memory after the tour',
      measured: `${round(megabytes)} MB`,
      beside,
      promise: 'at most 300 MB',
      kept: megabytes <= 300,
    },
  ];
}

interface Started {
  readonly readyMs: number;
  readonly residentBytes: number;
}

async function startOnce(dataDirectory: string): Promise<Started> {
  const began = performance.now();
  await using started = new AsyncDisposableStack();
  const child = started.adopt(launch(dataDirectory), stop);
  await untilReady(child);
  const readyMs = performance.now() - began;
  await tour();
  return { readyMs, residentBytes: await residentOf(dataDirectory) };
}

/** In a process group of its own, so that all of it can be stopped at once. */
const launch = (dataDirectory: string) =>
  spawn('env', [`PORT=${port}`, `DATA_DIR=${dataDirectory}`, 'npm', 'start'], {
    cwd: repository,
    stdio: 'ignore',
    detached: true,
  });

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  process.kill(-child.pid, 'SIGTERM');
  await ended;
}

const authorization = basic({ email: 'customer@demo.constellation.test', password: demoPassword });
const origin = `http://127.0.0.1:${port}`;

async function untilReady(child: ChildProcess): Promise<void> {
  const isReady = () =>
    fetch(`${origin}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (child.exitCode !== null) throw new Error('npm start ended before it was ready');
    await delay(10);
  }
}

/** Finds a venue, holds a table there and confirms it: what a newcomer does first. */
async function tour(): Promise<void> {
  const { venues } = await ask(findVenues, venuesFound);
  const day = systemClock
    .now()
    .toZonedDateTimeISO('UTC')
    .toPlainDate()
    .add({ days: randomInt(2, 700) });
  const venueId = venues.edges[0]?.node.id;
  const input = { venueId, partySize: 2, startsAt: `${String(day)}T18:00`, guest: { name: 'Ada' } };
  const { holdTable } = await ask(hold, held, { input });
  await ask(confirm, confirmed, { id: holdTable.booking.id });
}

const findVenues = '{ venues(first: 20) { edges { node { id name rooms { name tables { id label } } } } } }';
const venuesFound = z.object({
  venues: z.object({ edges: z.array(z.object({ node: z.object({ id: z.string() }) })) }),
});
const hold =
  'mutation ($input: HoldTableInput!) { holdTable(input: $input) { booking { id venue { name } } errors { code } } }';
const held = z.object({ holdTable: z.object({ booking: z.object({ id: z.string() }) }) });
const confirm = 'mutation ($id: ID!) { confirmBooking(id: $id) { booking { status history { to } } errors { code } } }';
const confirmed = z.object({ confirmBooking: z.object({ booking: z.object({ status: z.literal('CONFIRMED') }) }) });

async function ask<Data>(query: string, shape: z.ZodType<Data>, variables: object = {}): Promise<Data> {
  const headers = { 'content-type': 'application/json', authorization };
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  return z.object({ data: shape }).parse(await response.json()).data;
}

/** The resident memory of the process that keeps this data directory. */
async function residentOf(dataDirectory: string): Promise<number> {
  const pid = (await readFile(join(dataDirectory, 'process.pid'), 'utf8')).trim();
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', pid], { encoding: 'utf8' })) * 1_024;
}
