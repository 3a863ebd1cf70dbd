import { connect } from 'node:net';

/** What a server on this machine first says to a new connection, after being told `hello`; empty when it does not answer. */
export function greeting(port: number, hello = ''): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 1_000 }, () => socket.write(hello));
    const say = (answer: string) => {
      resolve(answer);
      socket.destroy();
    };
    socket.once('data', (data) => say(data.toString()));
    for (const event of ['error', 'close', 'timeout']) socket.once(event, () => say(''));
  });
}
