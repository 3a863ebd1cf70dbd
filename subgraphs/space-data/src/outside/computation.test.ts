import { anonymousPrincipal } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { expect, test } from 'vitest';
import { berlin } from '../testing/places.ts';
import { openComputing } from './computation.ts';
import { openThread, type Thread } from './thread.ts';

const somebody = { principal: administrator };

const noon = { place: berlin, timeZone: 'Europe/Berlin', at: '2026-11-22T12:00:00Z' };

/** A thread whose questions are counted, and that fails as often as it is told to. */
function countingThread(failures = 0): Thread & { readonly asked: string[] } {
  const thread = openThread();
  const asked: string[] = [];
  return {
    asked,
    ask: async (question, who) => {
      asked.push(who);
      if (asked.length <= failures) throw new Error('It has failed');
      return thread.ask(question, who);
    },
  };
}

test('equal questions are one piece of work, at once and later', async () => {
  const thread = countingThread();
  const computation = openComputing(thread).for(somebody);

  const [one, same] = await Promise.all([computation.run('moon', noon), computation.run('moon', { ...noon })]);
  const later = await computation.run('moon', noon);
  await computation.run('moon', { ...noon, timeZone: 'UTC' });

  expect(same).toEqual(one);
  expect(later).toEqual(one);
  expect(thread.asked).toHaveLength(2);
});

test('nobody can change an answer, which is there for the next', async () => {
  const computation = openComputing().for(somebody);
  const [sun] = await computation.run('bodies', noon);

  expect(() => Object.assign(sun ?? {}, { body: 'Nothing' })).toThrow(TypeError);

  expect((await computation.run('bodies', noon))[0]).toBe(sun);
  expect(sun).toMatchObject({ body: 'Sun' });
});

test('a failure is not remembered', async () => {
  const computation = openComputing(countingThread(1)).for(somebody);

  await expect(computation.run('moon', noon)).rejects.toThrow('It has failed');
  expect(await computation.run('moon', noon)).toMatchObject({ at: '2026-11-22T12:00:00Z' });
});

test('work that fails on the thread fails where it was asked for, and the next is done', async () => {
  const computation = openComputing().for(somebody);

  await expect(computation.run('moon', { ...noon, timeZone: 'Nowhere/Else' })).rejects.toThrow('Computing has failed');
  expect(await computation.run('seasons', { year: 2026 })).toHaveLength(4);
});

test('each of a hundred answers comes in a turn of its own', async () => {
  const computation = openComputing().for(somebody);
  const questions = Array.from({ length: 100 }, (_, index) => ({ year: 1900 + index }));
  await Promise.all(questions.map((question) => computation.run('seasons', question)));
  const turns: number[] = [];
  let turn = 0;
  const counting = () => {
    turn += 1;
    if (turns.length < questions.length) setImmediate(counting);
  };

  counting();
  await Promise.all(questions.map((question) => computation.run('seasons', question).then(() => turns.push(turn))));

  expect(new Set(turns)).toHaveLength(100);
});

test('who has signed in takes turns under one name, wherever they are; everybody else by where they come from', async () => {
  const thread = countingThread();
  const computing = openComputing(thread);
  const years = [2026, 2027, 2028, 2029];
  const [one, two] = ['192.0.2.1', '192.0.2.2'].map((address) => ({ principal: anonymousPrincipal, address }));
  const who = [one, two, { ...one, principal: administrator }, { ...two, principal: administrator }];

  await Promise.all(years.map((year, index) => computing.for({ ...somebody, ...who[index] }).run('seasons', { year })));

  expect(thread.asked).toEqual(['anonymous 192.0.2.1', 'anonymous 192.0.2.2', administrator.id, administrator.id]);
});
