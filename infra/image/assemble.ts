import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { relative } from 'node:path/posix';
import { installerEnvironment } from '../launcher/environment.mjs';
import { prepareToolchain } from '../launcher/toolchain.mjs';
import { buildContext } from './build-context.ts';
import { readStages, type Stage, variablesOf, wordsOf } from './dockerfile.ts';

/** What a container would have and run. */
export interface Assembled {
  /** The folder that stands for the image's work directory. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly healthcheck: readonly string[];
}

/** Where a build takes files from and puts them. */
interface Build {
  readonly root: string;
  readonly context: readonly string[];
  folderOf(stage: string): string;
  readonly installer: NodeJS.ProcessEnv;
}

/**
 * Does in plain folders below `into` what a Dockerfile says, one folder for each stage. Users and the installation of
 * pnpm are left out: the one that the launcher uses stands for it.
 */
export async function assemble(root: string, dockerfile: string, into: string): Promise<Assembled> {
  const { binaries } = await prepareToolchain(root, true);
  const installer = installerEnvironment(process.env, binaries);
  const build: Build = {
    root,
    context: buildContext(root),
    installer,
    folderOf: (stage) => join(into, stage || 'final'),
  };
  const stages = readStages(dockerfile);
  for (const stage of stages) perform(stage, build);
  const { name = '', instructions = [] } = stages.at(-1) ?? {};
  const textOf = (wanted: string) => instructions.find((each) => each.name === wanted)?.text ?? '';
  return {
    folder: build.folderOf(name),
    environment: variablesOf(textOf('ENV')),
    entrypoint: wordsOf(textOf('ENTRYPOINT')),
    healthcheck: wordsOf(textOf('HEALTHCHECK').replace(/^.*CMD /, '')),
  };
}

function perform({ name: stage, instructions }: Stage, build: Build): void {
  const folder = build.folderOf(stage);
  mkdirSync(folder, { recursive: true });
  for (const { name, text } of instructions) {
    if (name === 'COPY') copy(text, folder, build);
    if (name === 'RUN' && !text.startsWith('npm install --global pnpm@')) run(text, folder, build);
  }
}

function copy(text: string, folder: string, { folderOf, root, context }: Build): void {
  const words = text.split(/\s+/);
  const target = join(folder, words.pop() ?? '');
  const [, stage] = /^--from=(.+)/.exec(words[0] ?? '') ?? [];
  if (stage !== undefined) return cpSync(folderOf(stage), target, { recursive: true, verbatimSymlinks: true });
  for (const source of words) {
    const files = context.filter((path) => path === source || path.startsWith(`${source}/`));
    if (files.length === 0) throw new Error(`COPY ${source}: there is nothing of that name`);
    for (const path of files) {
      // A folder is copied by its contents, a file by its name.
      const place = join(target, path === source ? basename(path) : relative(source, path));
      mkdirSync(dirname(place), { recursive: true });
      cpSync(join(root, path), place);
    }
  }
}

function run(command: string, cwd: string, { installer: env }: Build): void {
  const offline = command.startsWith('pnpm install') ? ' --prefer-offline' : '';
  const { status, stdout, stderr } = spawnSync('sh', ['-c', `${command}${offline}`], {
    cwd,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`RUN ${command} ended with ${status}:\n${stdout}${stderr}`);
}

/** The packages that are installed in a folder, by their names in pnpm's store. */
export const packagesIn = (folder: string): readonly string[] =>
  globSync('node_modules/.pnpm/*', { cwd: folder }).map((path) => basename(path));
