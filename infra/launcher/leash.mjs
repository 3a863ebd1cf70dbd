// Preloaded into the process that a command runs in, as `leash.mjs?launcher=<pid>`. That process leads a group of its
// own, so that a signal reaches it once, through the launcher; should the launcher be killed outright, this ends it.
import { isMainThread } from 'node:worker_threads';

const launcher = new URL(import.meta.url).searchParams.get('launcher');

if (isMainThread && process.channel && String(process.ppid) === launcher) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
