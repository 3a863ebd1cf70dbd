import { createServer } from 'node:http';
import { hasOpened } from '@constellation/kit';

// Answers whatever it is asked, says so, and ends when it is told to.
// oxlint-disable-next-line node/no-process-env -- a process on its own
const port = Number(process.env['PORT']);
createServer((_request, response) => void response.end()).listen(port, '127.0.0.1', () => {
  process.stdout.write(
    `${JSON.stringify({ level: 'warn', time: '2026-01-01T00:00:00Z', msg: 'listening', port })}\nplain\n`,
  );
  process.send?.(hasOpened);
});
process.on('SIGTERM', () => process.exit(0));
