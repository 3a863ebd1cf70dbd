import { expect, test } from 'vitest';
import { openMailbox } from './mailbox.ts';

/** A way out that is full until it is freed. */
function fullOutlet() {
  const sent: string[] = [];
  const closed: string[] = [];
  const waiting = new Set<() => void>();
  const outlet = {
    full: true,
    send: (frame: string) => void sent.push(frame),
    whenFree: (callback: () => void) => void waiting.add(callback),
    close: (_code: number, reason: string) => void closed.push(reason),
  };
  const free = () => {
    outlet.full = false;
    waiting.forEach((callback) => callback());
  };
  return { outlet, sent, closed, free };
}

const payload = (entity: string) => ({ sequence: 1, entity, json: '{}' });

test('what was held back is sent when there is room again', () => {
  const { outlet, sent, free } = fullOutlet();
  const mailbox = openMailbox({ id: '1', outlet, latestOnly: false, heldBack: 2 });

  for (const entity of ['a', 'b']) mailbox.put(payload(entity));
  free();

  expect(sent).toHaveLength(2);
});

test('a mailbox that overflows forgets what it held and takes no more, and closes its socket once', () => {
  const { outlet, sent, closed, free } = fullOutlet();
  const mailbox = openMailbox({ id: '1', outlet, latestOnly: false, heldBack: 2 });

  for (const entity of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) mailbox.put(payload(entity));
  free();

  expect(closed).toEqual(['SLOW_CONSUMER']);
  expect(sent).toEqual([]);
});
