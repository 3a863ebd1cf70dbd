import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';

const { perSecond, count } = z.object({ perSecond: z.number(), count: z.number() }).parse(workerData);
const nobody = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
const now = () => performance.timeOrigin + performance.now();

const began = now();
for (let beat = 0; beat < count; beat++) {
  const due = began + (beat / perSecond) * 1_000;
  // Good to some hundredths of a millisecond, where timers are to a millisecond or two.
  for (let left = due - now(); left > 0; left = due - now()) Atomics.wait(nobody, 0, 0, left);
  parentPort?.postMessage(due);
}
