import { accessSync, constants, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as yaml from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { required } from '../launcher/versions.mjs';

interface Workflow {
  readonly name: string;
  readonly permissions: unknown;
  readonly concurrency: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly container?: string;
  readonly 'timeout-minutes': number;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

const read = (path: string): Workflow => yaml.parse(readFileSync(path, 'utf8')) as Workflow;
const workflows = globSync('.github/workflows/*.yml').map((path) => ({ path, ...read(path) }));
const jobs = workflows.flatMap((workflow) => Object.values(workflow.jobs).map((job) => ({ ...job, workflow })));
const commands = jobs.flatMap(({ steps }) => steps.flatMap(({ run = [] }) => run));

/** What `npm run` or `.ci/run` is given. */
const scriptsIn = (command: string) => Array.from(command.matchAll(/(?:npm run|\.ci\/run) (\S+)/g), ([, name]) => name);

test('each workflow is named like its file', () => {
  expect(workflows.map(({ path }) => path).toSorted()).toEqual(
    workflows.map(({ name }) => `.github/workflows/${name}.yml`).toSorted(),
  );
});

test('workflows run what anybody can run here, and together all that is checked', () => {
  const scripts = commands.flatMap(scriptsIn);

  expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining([...scripts]));
  expect(new Set(scripts)).toEqual(new Set(['check', 'test:unit', 'test:system', 'bench', 'gateway-keys']));
  expect(() => accessSync('.ci/run', constants.X_OK)).not.toThrow();
});

test('files that commands name are there', () => {
  const named = commands.flatMap((command) => command.match(/\binfra\/\S+/g) ?? []);

  expect(named).toEqual(['infra/image/Dockerfile']);
  expect(named.flatMap((path) => globSync(path))).toEqual(named);
});

test.for(jobs)('$workflow.name may only read, ends, and makes way for the next', ({ workflow, ...job }) => {
  expect(workflow.permissions).toEqual({ contents: 'read' });
  expect(workflow.concurrency).toEqual({ group: `${workflow.name}-\${{ github.ref }}`, 'cancel-in-progress': true });
  expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
  expect(job.steps.flatMap(({ uses = [] }) => uses).filter((action) => !/^actions\/\w+@v\d+$/.test(action))).toEqual(
    [],
  );
});

test('what runs in a container has the Node that the launcher wants', () => {
  const containers = jobs.flatMap(({ container = [] }) => container);

  expect(new Set(containers)).toEqual(new Set([`node:${required.node}-bookworm`]));
});
