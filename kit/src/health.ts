import { within } from './deadline.ts';
import type { App } from './http/app.ts';

/** Asks one thing a process depends on; throws when it does not answer. */
export type Check = () => Promise<void>;

const checkDeadlineMs = 1_000;

/** Probes come every few seconds: what they find wrong is logged, each answer is not. */
const quietly = { config: { quiet: true } };

/**
 * `/healthz` answers as long as the process lives. `/readyz` asks everything it depends on, each for at most a second,
 * and answers 503 with the names of those that failed, or because the server is about to stop.
 */
export function health(app: App, checks: Readonly<Record<string, Check>>): void {
  app.get('/healthz', quietly, async () => ({ status: 'alive' }));
  app.get('/readyz', quietly, async ({ log }, reply) => {
    const results = await Promise.all(Object.entries(checks).map(([name, check]) => verdict(name, check, log)));
    const failed = results.some(([, result]) => result === 'failed');
    const status = app.isDraining() ? 'draining' : failed ? 'not ready' : 'ready';
    reply.code(status === 'ready' ? 200 : 503).header('cache-control', 'no-store');
    return { status, checks: Object.fromEntries(results) };
  });
}

async function verdict(name: string, check: Check, log: App['log']): Promise<[string, 'ok' | 'failed']> {
  try {
    await within(checkDeadlineMs, check);
    return [name, 'ok'];
  } catch (error) {
    log.warn({ err: error, check: name }, 'not ready');
    return [name, 'failed'];
  }
}
