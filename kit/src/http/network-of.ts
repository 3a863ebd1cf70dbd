/** Whom an address counts as: who has an IPv6 address has all of its network (/64); an IPv4 address counts by itself. */
export function networkOf(address: string): string {
  const ipv4 = /(?<=^|:)\d+\.\d+\.\d+\.\d+$/.exec(address)?.[0];
  if (ipv4 !== undefined || !address.includes(':')) return ipv4 ?? address;
  const [head = '', tail] = address.toLowerCase().split('%', 1).join('').split('::');
  const before = head === '' ? [] : head.split(':');
  const missing = tail === undefined ? 0 : 8 - before.length - tail.split(':').length;
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...(tail ?? '').split(':')];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
