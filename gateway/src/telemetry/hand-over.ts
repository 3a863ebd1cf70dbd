import type { ExecutionHeaders, Log } from '@constellation/kit';
import { inTime } from '../upstreams/in-time.ts';
import { noAnswer } from './not-served.ts';
import type { SentPoint } from './sent-point.ts';
import { type Verdict, verdict } from './tally.ts';
import type { TelemetryOptions } from './telemetry-options.ts';

export interface HandOverOptions extends Pick<TelemetryOptions, 'telemetry' | 'timeoutMs'> {
  readonly headers: ExecutionHeaders;
  readonly log: Pick<Log, 'warn'>;
}

/** Has telemetry store a batch, which may be done twice: the verdict is that of the one that answers. @throws NotServed where none does */
export async function handOver(
  { telemetry, timeoutMs, headers, log }: HandOverOptions,
  batch: readonly SentPoint[],
): Promise<Verdict> {
  const question = { points: batch.map(({ point }) => point) };
  try {
    const answer = await inTime(timeoutMs, async (signal) =>
      telemetry?.post?.('/ingest', question, headers, signal, true),
    );
    return verdict.parse(answer);
  } catch (error) {
    log.warn({ err: error }, 'points could not be stored');
    throw noAnswer();
  }
}
