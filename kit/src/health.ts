import { within } from './deadline.ts';
import type { App } from './http/app.ts';

/** Asks one thing a process depends on; throws when it does not answer. */
export type Check = () => Promise<void>;

/** What a process depends on. */
export interface Checks {
  /** Without one of these it can answer nothing. */
  readonly essential?: Readonly<Record<string, Check>>;
  /** Without these it still does its work, or most of it. */
  readonly others?: Readonly<Record<string, Check>>;
}

/** Whoever asks `/readyz` is to wait longer than this, also for a process that asks others in turn. */
const checkDeadlineMs = 500;

/** Probes come every few seconds: what they find wrong is logged, each answer is not. */
const quietly = { config: { quiet: true } };

/**
 * `/healthz` answers as long as the process lives. `/readyz` asks everything it depends on, each for half a second at most unless told otherwise,
 * and names those that failed: 503 where something essential did, or because the server is about to stop; where others
 * did, the process is `degraded` and still wants requests.
 */
export function health(app: App, { essential = {}, others = {} }: Checks, deadlineMs = checkDeadlineMs): void {
  app.get('/healthz', quietly, async () => ({ status: 'alive' }));
  app.get('/readyz', quietly, async ({ log }, reply) => {
    const all = Object.entries({ ...essential, ...others });
    const results = await Promise.all(all.map(([name, check]) => verdict(name, within(deadlineMs, check), log)));
    const failed = results.flatMap(([name, result]) => (result === 'failed' ? [name] : []));
    const isUp = !app.isDraining() && !failed.some((name) => Object.hasOwn(essential, name));
    reply.code(isUp ? 200 : 503).header('cache-control', 'no-store');
    const status = isUp ? (failed.length > 0 ? 'degraded' : 'ready') : app.isDraining() ? 'draining' : 'not ready';
    return { status, checks: Object.fromEntries(results) };
  });
}

async function verdict(name: string, answer: Promise<void>, log: App['log']): Promise<[string, 'ok' | 'failed']> {
  try {
    await answer;
    return [name, 'ok'];
  } catch (error) {
    log.warn({ err: error, check: name }, 'check failed');
    return [name, 'failed'];
  }
}
