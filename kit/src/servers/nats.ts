import { greeting } from './greeting.ts';
import type { Program } from './program.ts';

/** NATS with JetStream on this machine; what it acknowledged stays in the directory. */
export const natsServer = (port: number, directory: string, more: readonly string[] = []): Program => ({
  name: 'nats-server',
  debianPackage: 'nats-server',
  args: ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', directory, ...more],
  ready: async () => (await greeting(port)).startsWith('INFO'),
});
