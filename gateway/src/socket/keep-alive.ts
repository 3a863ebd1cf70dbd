import type { WebSocket } from 'ws';

/** Pings a client again and again and ends the socket when the last ping is still unanswered. */
export function keepAlive(socket: WebSocket, pingMs: number): Disposable {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, pingMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
