import { expect, test } from 'vitest';
import { openAssets } from './assets.ts';

test('GraphiQL that could not be unpacked is unpacked when it is asked for again, and then kept', async () => {
  const file = new Uint8Array([1]);
  const graphiql = { css: file, editorWorkerService: file, graphqlWorker: file, js: file, jsonWorker: file };
  const outcomes = [Promise.reject(new Error('No thread left')), Promise.resolve(graphiql)];
  const assets = openAssets(async () => outcomes.shift() ?? Promise.reject(new Error('Unpacked too often')));
  const read = () => assets['/sandbox/graphiql.js']?.read(true);

  const first = read();

  await expect(first).rejects.toThrow('No thread left');
  expect(await read()).toEqual({ content: file, encoding: 'gzip' });
  expect(await read()).toEqual({ content: file, encoding: 'gzip' });
});
