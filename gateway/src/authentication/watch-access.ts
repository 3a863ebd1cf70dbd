import type { Clock } from '@constellation/kit';
import type { Access, EndOfAccess } from './access.ts';
import { openAlarms } from './alarms.ts';
import type { Revocations } from './revocations.ts';

/** Accesses that somebody wants to hear the end of. */
export interface AccessWatch extends Disposable {
  /**
   * Calls back once, when the access ends, until disposed: at once where it has ended already, else at most a quarter of
   * a second after its time is over, and as soon as a revocation is known.
   */
  watch(access: Access, ended: (end: EndOfAccess) => void): Disposable;
}

export interface AccessWatchOptions {
  readonly clock: Clock;
  readonly revocations: Pick<Revocations, 'follow'>;
  endOf(access: Access): EndOfAccess | undefined;
}

/** Watches accesses by whom a revocation can name and by their time: what ends one costs nothing for the others. */
export function openAccessWatch({ clock, revocations, endOf }: AccessWatchOptions): AccessWatch {
  const opened = new DisposableStack();
  const alarms = opened.use(openAlarms(clock));
  const looksByName = new Map<string, Set<() => void>>();
  opened.use(revocations.follow((name) => looksByName.get(name)?.forEach((look) => look())));

  const listen = (name: string, look: () => void) => {
    const looks = looksByName.getOrInsertComputed(name, () => new Set());
    looks.add(look);
    return () => {
      looks.delete(look);
      if (looks.size === 0 && looksByName.get(name) === looks) looksByName.delete(name);
    };
  };
  return {
    watch(access, ended) {
      const watched = new DisposableStack();
      const look = () => {
        const end = watched.disposed ? undefined : endOf(access);
        if (end === undefined) return;
        watched.dispose();
        ended(end);
      };
      const { principal, expiresAt } = access;
      watched.defer(listen(principal.id, look));
      if (principal.sessionId !== undefined) watched.defer(listen(principal.sessionId, look));
      if (expiresAt !== undefined) watched.use(alarms.set(expiresAt, look));
      look();
      return watched;
    },
    [Symbol.dispose]: () => opened.dispose(),
  };
}
