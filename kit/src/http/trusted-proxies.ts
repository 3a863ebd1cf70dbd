import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Networks that have names. */
const named: ReadonlyMap<string, readonly string[]> = new Map([
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['linklocal', ['169.254.0.0/16', 'fe80::/10']],
  ['uniquelocal', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']],
]);

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * Whether an address is one of these: addresses, networks such as `10.0.0.0/8`, or `loopback`, `linklocal` and `uniquelocal`.
 * @throws Error for what is none of that.
 */
export function trusting(proxies: readonly string[]): (address: string | undefined) => boolean {
  const trusted = new BlockList();
  for (const proxy of proxies.flatMap((each) => named.get(each) ?? each)) {
    const [address = '', bits] = proxy.split('/');
    if (bits === undefined) trusted.addAddress(address, familyOf(address));
    else trusted.addSubnet(address, Number(bits), familyOf(address));
  }
  return (address) => address !== undefined && isIP(address) > 0 && trusted.check(address, familyOf(address));
}

/**
 * The host that a client asked for, with its port where it said one: what a trusted proxy says (`x-forwarded-host`), else what
 * the request says itself.
 */
export function hostOf({ headers, socket }: IncomingMessage, proxies: (address: string | undefined) => boolean) {
  const forwarded = proxies(socket.remoteAddress) ? headers['x-forwarded-host'] : undefined;
  return forwarded?.toString().split(',').at(-1)?.trim() ?? headers.host;
}

/** Where a client is, as fastify tells of requests: whoever is behind the proxies that are trusted. */
export function addressOf({ headers, socket }: IncomingMessage, proxies: (address: string | undefined) => boolean) {
  const said = headers['x-forwarded-for']?.toString().split(',') ?? [];
  const way = [...said, socket.remoteAddress ?? ''].map((address) => address.trim()).filter(Boolean);
  return way.findLast((address) => !proxies(address)) ?? way[0] ?? '';
}
