import { type ChildProcess, spawn, type SpawnOptions, spawnSync } from 'node:child_process';

const nobody = 65534;

/**
 * Starts a program that refuses to run as root. As root on Linux it gets a user namespace in which it is an ordinary
 * user and the files stay root's; where namespaces are forbidden it runs as `nobody`, who then owns `directory`.
 */
export function spawnUnprivileged(
  program: string,
  args: readonly string[],
  directory: string,
  options: SpawnOptions,
): ChildProcess {
  if (process.getuid?.() !== 0) return spawn(program, args, options);
  if (mayMapUsers()) return spawn('unshare', [...mapping, program, ...args], options);
  spawnSync('chown', ['-R', `${nobody}:${nobody}`, directory]);
  return spawn(program, args, { ...options, uid: nobody, gid: nobody });
}

const mapping = ['--user', '--map-user=1000', '--map-group=1000'];

const mayMapUsers = () => process.platform === 'linux' && spawnSync('unshare', [...mapping, 'true']).status === 0;
