import { expect, inject, test } from 'vitest';
import { changeNote, noteIds, notes, openNotes } from './outbox/notes-for-tests.ts';
import { serve } from './serve.ts';
import { defineSubgraph } from './subgraph.ts';
import { testPlatform } from './testing/test-platform.ts';

/** A subgraph that tells how many notes there are, unless `state` says that it cannot. */
const counting = (state: { isAway: boolean }) =>
  defineSubgraph({
    ...notes,
    typeDefs: 'type Query { nothing: Int }',
    resolvers: {},
    loaders: () => ({}),
    workers: [],
    levels: (metrics, observe) => {
      const kept = metrics.gauge({ name: 'notes_kept', help: 'Notes there are', labels: ['subgraph'] });
      return {
        measure: async () => {
          if (state.isAway) throw new Error('away');
          const [found] = await observe<{ count: number }>('select count(*)::integer as count from notes');
          kept.set({ subgraph: 'notes' }, found?.count ?? 0);
        },
        forget: () => kept.remove({ subgraph: 'notes' }),
      };
    },
  });

test('levels of a subgraph are told as they are when somebody asks, and not where they cannot be measured', async () => {
  await using platform = await testPlatform('embedded', inject('postgresUrl'));
  await using database = await openNotes(platform);
  const state = { isAway: false };
  const told = async () => /^notes_kept\{.*$/m.exec(await platform.metrics.text())?.[0];
  const running = await serve(counting(state), platform);

  expect(await told()).toBe('notes_kept{subgraph="notes"} 0');
  for (const id of noteIds(2)) await changeNote(database.fork(), id);
  expect(await told()).toBe('notes_kept{subgraph="notes"} 2');

  state.isAway = true;
  expect(await told()).toBeUndefined();
  state.isAway = false;
  expect(await told()).toBe('notes_kept{subgraph="notes"} 2');

  await running[Symbol.asyncDispose]();
  expect(await told()).toBeUndefined();
});
