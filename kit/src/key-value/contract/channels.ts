import { expect, test } from 'vitest';
import { newId } from '../../identifier.ts';
import type { Open } from './open.ts';

/** Messages to whoever listens. */
export function channels(open: Open): void {
  test('everyone who listens hears every message in order', async () => {
    await using store = await open();
    const channel = newId();
    const heard: string[][] = [[], []];
    for (const log of heard) await store.subscribe(channel, (message) => log.push(message));

    for (const message of ['one', 'two', 'three']) await store.publish(channel, message);

    await expect
      .poll(() => heard)
      .toEqual([
        ['one', 'two', 'three'],
        ['one', 'two', 'three'],
      ]);
  });

  test('one listener subscribed twice hears twice, and once after one subscription is disposed', async () => {
    await using store = await open();
    const channel = newId();
    const heard: string[] = [];
    const listener = (message: string) => heard.push(message);
    const first = await store.subscribe(channel, listener);
    await store.subscribe(channel, listener);

    await store.publish(channel, 'both');
    await expect.poll(() => heard).toEqual(['both', 'both']);
    await first[Symbol.asyncDispose]();
    await store.publish(channel, 'second only');

    await expect.poll(() => heard).toEqual(['both', 'both', 'second only']);
  });

  test('neither another channel nor a disposed subscription is heard', async () => {
    await using store = await open();
    const [channel, other] = [newId(), newId()];
    const heard: string[] = [];
    await store.subscribe(channel, (message) => heard.push(message));
    const ended = await store.subscribe(other, (message) => heard.push(message));

    await ended[Symbol.asyncDispose]();
    await store.publish(other, 'to nobody');
    await store.publish(channel, 'to me');

    await expect.poll(() => heard).toEqual(['to me']);
  });
}
