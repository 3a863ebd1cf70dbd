import { once } from 'node:events';
import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setImmediate as nextRound } from 'node:timers/promises';

/** A round of the event loop that takes longer had more to do than to find that nobody waits. */
const quietMs = 0.1;

/** A server that is never quiet stops listening all the same. */
const patienceMs = 5_000;

/** Who has connected by then has asked by now, however busy they are. */
const graceMs = 500;

/**
 * Accepts no more connections; resolves when those there are have ended. The operating system resets connections that
 * wait to be accepted when the socket they wait at is closed. That is why it is closed in a quiet moment: right after a
 * round of the event loop in which nobody was waiting. Nor is anybody cut off who has connected and is about to ask, as
 * an HTTP server's own way of closing would do.
 */
export async function stopListening(server: Server): Promise<void> {
  await quietMoment(server);
  const closed = once(server, 'close');
  NetServer.prototype.close.call(server);
  // What has arrived by then is read before the immediates' turn comes: who has asked is not idle.
  using _idle = setInterval(() => setImmediate(() => server.closeIdleConnections()), graceMs);
  await closed;
}

/** A round accepts one connection at most, so only one that accepts none has found nobody waiting. */
async function quietMoment(server: Server): Promise<void> {
  let accepted = 0;
  const count = () => void (accepted += 1);
  server.on('connection', count);
  const deadline = performance.now() + patienceMs;
  await nextRound();
  for (let before = performance.now(), known = accepted; before < deadline; known = accepted) {
    await nextRound();
    const now = performance.now();
    if (accepted === known && now - before < quietMs) break;
    before = now;
  }
  server.off('connection', count);
}
