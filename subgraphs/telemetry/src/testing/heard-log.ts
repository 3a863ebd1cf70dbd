import { type Log, openLog } from '@constellation/kit';

/** A log whose lines of this level and graver are heard. */
export function heardLog(level: 'warn' | 'error'): { readonly log: Log; readonly heard: readonly unknown[] } {
  const heard: unknown[] = [];
  const log = openLog({ name: 'test', level, destination: { write: (line) => void heard.push(JSON.parse(line)) } });
  return { log, heard };
}
