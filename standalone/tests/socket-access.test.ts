import { testPlatform } from '@constellation/kit/testing';
import { afterAll, expect, inject, test } from 'vitest';
import { openGraphs } from './fixtures/graph.ts';
import { holdSocket } from './fixtures/held-socket.ts';
import { grantRole } from './fixtures/people.ts';
import { changePassword, refresh, signIn, signOut, signUp } from './fixtures/sessions.ts';
import { openSplitGraph } from './fixtures/split-graph.ts';

const { graphs, close } = await openGraphs();
afterAll(close);

const closed = (reason: string) => ({ code: 4403, reason });
/** No longer than is promised. */
const withinASecond = { timeout: 1_000 };

test.for(graphs)('on the $kind platform a socket is closed within a second of its session’s end', async (graph) => {
  const gone = await signUp(graph);
  const stays = await signIn(graph, gone);
  using socket = await holdSocket(graph.url, gone.authorization);
  using other = await holdSocket(graph.url, stays.authorization);

  await signOut(gone);

  await expect.poll(() => socket.closing, withinASecond).toEqual(closed('ACCESS_REVOKED'));
  expect(other.closing).toBeUndefined();
});

test.for(graphs)(
  'on the $kind platform other roles close the sockets of an account, and the next token opens one',
  async (graph) => {
    const before = await signUp(graph);
    const stranger = await signUp(graph);
    using socket = await holdSocket(graph.url, before.authorization);
    using other = await holdSocket(graph.url, stranger.authorization);

    await grantRole(graph, before.userId, { role: 'ADMIN' });

    await expect.poll(() => socket.closing, withinASecond).toEqual(closed('ACCESS_CHANGED'));
    using after = await holdSocket(graph.url, (await refresh(graph, before)).authorization);
    expect([after.closing, other.closing]).toEqual([undefined, undefined]);
  },
);

test.for(graphs)(
  'on the $kind platform another password closes every socket but those of the session that begins with it',
  async (graph) => {
    const first = await signUp(graph);
    const second = await signIn(graph, first);
    using one = await holdSocket(graph.url, first.authorization);
    using two = await holdSocket(graph.url, second.authorization);

    const changed = await changePassword(graph, first, 'an even better one');
    using after = await holdSocket(graph.url, changed.authorization);

    await expect.poll(() => one.closing, withinASecond).toEqual(closed('ACCESS_CHANGED'));
    await expect.poll(() => two.closing, withinASecond).toEqual(closed('ACCESS_CHANGED'));
    expect(after.closing).toBeUndefined();
  },
);

test.for(graphs)('on the $kind platform who is erased is gone from sockets, too', async (graph) => {
  const session = await signUp(graph);
  using socket = await holdSocket(graph.url, session.authorization);

  await session.ask('mutation { eraseMyData(confirm: true) { errors { code } } }');

  await expect.poll(() => socket.closing, withinASecond).toEqual(closed('ACCESS_CHANGED'));
});

test.for(graphs)('on the $kind platform a socket ends with its token, after ten minutes', async (graph) => {
  const session = await signUp(graph);
  using socket = await holdSocket(graph.url, session.authorization);

  await graph.platform.clock.advance(600_000);

  await expect.poll(() => socket.closing, withinASecond).toEqual(closed('ACCESS_EXPIRED'));
  using after = await holdSocket(graph.url, (await refresh(graph, session)).authorization);
  expect(after.closing).toBeUndefined();
});

test('distributed platform: who signs out at one gateway loses sockets at every other', async () => {
  await using platform = await testPlatform('distributed', inject('postgresUrl'));
  await using graph = await openSplitGraph(platform);
  await using second = await graph.openGateway();
  const gone = await signUp(graph);
  const changed = await signUp(graph);
  using here = await holdSocket(graph.url, gone.authorization);
  using there = await holdSocket(second.url, gone.authorization);
  using others = await holdSocket(second.url, changed.authorization);

  await signOut(gone);

  await expect.poll(() => here.closing, withinASecond).toEqual(closed('ACCESS_REVOKED'));
  await expect.poll(() => there.closing, withinASecond).toEqual(closed('ACCESS_REVOKED'));
  expect(others.closing).toBeUndefined();
  await changePassword(second, changed, 'an even better one');
  await expect.poll(() => others.closing, withinASecond).toEqual(closed('ACCESS_CHANGED'));
});
