import type { Stored } from '../bus.ts';
import { act, forget, type Work } from './act.ts';
import { handleInTime } from './attempt.ts';

/**
 * Attempts new events together, and each half for itself when they fail, so that what fails in the end stands alone; that
 * one is done with or waits in the backlog. Answers false where the signal aborted while some had not been attempted.
 */
export async function actOnAll(work: Work, batch: readonly Stored[], signal: AbortSignal): Promise<boolean> {
  const [first] = batch;
  if (batch.length <= 1) {
    if (first) await act(work, first, 1);
    return true;
  }
  if (await handled(work, batch)) return true;
  const middle = Math.ceil(batch.length / 2);
  for (const half of [batch.slice(0, middle), batch.slice(middle)]) {
    if (signal.aborted || !(await actOnAll(work, half, signal))) return false;
  }
  return true;
}

async function handled({ ports, name, options }: Work, batch: readonly Stored[]): Promise<boolean> {
  try {
    await handleInTime(batch, options);
  } catch (error) {
    if (options.isOutage?.(error)) throw error;
    const [from, to] = [batch.at(0)?.sequence, batch.at(-1)?.sequence];
    ports.log.warn({ err: error, ...name, from, to, events: batch.length }, 'batch failed: its halves are tried');
    return false;
  }
  await forget(ports, options, batch);
  for (const stored of batch) options.observer?.attempted(stored, 'done');
  return true;
}
