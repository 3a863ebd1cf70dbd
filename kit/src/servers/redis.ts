import { greeting } from './greeting.ts';
import type { Program } from './program.ts';

/** Redis on this machine, which forgets everything when it ends. */
export const redisServer = (port: number, directory: string): Program => ({
  name: 'redis-server',
  debianPackage: 'redis-server',
  args: ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no', '--dir', directory],
  ready: async () => (await greeting(port, 'PING\r\n')).startsWith('+PONG'),
});
