import type { StreamDefinition } from '@constellation/schema';
import { startLoop } from '../../workers/loop.ts';
import { declareStream } from './declare.ts';
import type { EventLog } from './event-log.ts';

/** Streams that this process counts on. */
export interface KeptStreams extends AsyncDisposable {
  /** Declares them now, and again whenever the connection comes back, as a server that lost its data has lost them. */
  declare(streams: readonly StreamDefinition[]): Promise<void>;
}

const hourMs = 3_600_000;

export function keepDeclared(eventLog: EventLog, replicas: number): KeptStreams {
  const kept = new Map<string, StreamDefinition>();
  let isDue = false;
  const declareAll = async (streams: Iterable<StreamDefinition>) => {
    for (const stream of streams) await declareStream(eventLog, stream, replicas);
  };
  const keeping = startLoop({
    name: 'stream declarations',
    everyMs: hourMs,
    log: eventLog.log,
    run: async () => {
      if (!isDue) return;
      isDue = false;
      await declareAll(kept.values()).catch((error: unknown) => {
        isDue = true;
        throw error;
      });
    },
  });
  const returns = eventLog.link.onReturn(() => {
    isDue = true;
    keeping.ring();
  });
  return {
    declare: async (streams) => {
      for (const stream of streams) {
        kept.set(stream.name, stream);
        if (stream.isRaw) eventLog.rawStreams.add(stream.name);
        else eventLog.rawStreams.delete(stream.name);
      }
      await declareAll(streams);
    },
    [Symbol.asyncDispose]: async () => {
      returns[Symbol.dispose]();
      await keeping[Symbol.asyncDispose]();
    },
  };
}
