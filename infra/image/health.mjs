// Asks the process of this container `/healthz`, or what its argument says: 0 when it answers with 200, else 1.
const { PORT: port = '4000', CONSTELLATION_HOST: host = '0.0.0.0' } = process.env;
const [, , path = '/healthz'] = process.argv;
/** Who listens everywhere is asked at home. */
const address = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;

try {
  const url = new URL(path, `http://${address.includes(':') ? `[${address}]` : address}:${port}`);
  const answer = await fetch(url, { signal: AbortSignal.timeout(4_000) });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
