import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { required } from '../launcher/versions.mjs';
import { buildContext } from './build-context.ts';
import { readStages } from './dockerfile.ts';
import { rolesIn } from './roles.mjs';

const stages = readStages('infra/image/Dockerfile');
const context = buildContext('.');
const installed = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'];
const last = stages.at(-1)?.instructions ?? [];

test('the image has the Node and the pnpm that the launcher fetches', () => {
  const [first] = stages;

  expect(first?.base).toBe(`node:${required.node}-trixie-slim`);
  expect(stages.flatMap(({ instructions }) => instructions)).toContainEqual({
    name: 'RUN',
    text: `npm install --global pnpm@${required.pnpm}`,
  });
});

test('everything that a COPY names is there, and so is what the image runs', () => {
  const copied = stages
    .flatMap(({ instructions }) => instructions)
    .filter(({ name, text }) => name === 'COPY' && !text.startsWith('--from='))
    .flatMap(({ text }) => text.split(' ').slice(0, -1));

  expect(copied.filter((name) => !context.some((path) => path === name || path.startsWith(`${name}/`)))).toEqual([]);
  expect(context).toEqual(expect.arrayContaining(['infra/image/start.mjs', 'infra/image/health.mjs']));
  expect(context).toEqual(expect.arrayContaining([...rolesIn('.').values(), 'schema/supergraph.graphql']));
});

test('the packages of every process are installed from its own package.json', () => {
  const manifests = globSync(['{gateway,kit,schema}/package.json', 'subgraphs/*/package.json']);
  const copies = manifests.map((path) => ({ name: 'COPY', text: `${path} ${dirname(path)}/` }));

  expect(stages.find(({ name }) => name === 'packages')?.instructions).toEqual(expect.arrayContaining(copies));
});

test('no tests, no installed packages and nothing of this machine goes into the image', () => {
  const top = new Set(context.map((path) => path.split('/')[0]));

  expect(context.filter((path) => /\.test\.|\/testing\/|-for-tests|node_modules/.test(path))).toEqual([]);
  expect(top).toEqual(new Set(['gateway', 'infra', 'kit', 'schema', 'subgraphs', ...installed]));
});

test('the process runs as nobody special, gets its signals itself and is only asked whether it lives', () => {
  expect(last).toEqual(
    expect.arrayContaining([
      { name: 'USER', text: 'node' },
      { name: 'STOPSIGNAL', text: 'SIGTERM' },
      { name: 'ENTRYPOINT', text: '["node", "infra/image/start.mjs"]' },
      { name: 'HEALTHCHECK', text: expect.stringMatching(/CMD \["node", "infra\/image\/health.mjs", "\/healthz"\]$/) },
    ]),
  );
});
