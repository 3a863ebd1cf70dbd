import { readFileSync } from 'node:fs';
import { type ComposeFile, type Container, networksOf } from './compose-file.ts';

/** Somebody by its name and port. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Every `name:port` of a text; addresses in numbers and what is behind a # are not meant. */
export const addressesIn = (text: string): readonly Address[] =>
  Array.from(
    text.replaceAll(/#.*$/gm, '').matchAll(/(?<![\w.-])([a-z][\w-]*):(\d+)\b(?!:)/g),
    ([, host = '', port]) => ({ host, port: Number(port) }),
  );

/** Files that a service reads, from its mounts of single files and folders of this one. */
export const mountsOf = ({ volumes = [] }: Container): readonly string[] =>
  volumes.flatMap((volume) => /^\.\/([^:]+):/.exec(volume)?.[1] ?? []);

/** What a service listens on: told by its variables or its configuration, else the custom of what it is. */
function portsOf(service: Container): readonly number[] {
  const { PORT, CONSTELLATION_METRICS_PORT } = service.environment ?? {};
  if (PORT !== undefined) return [PORT, CONSTELLATION_METRICS_PORT].map(Number);
  const configured = mountsOf(service)
    .filter((path) => path.endsWith('.conf'))
    .flatMap((path) => Array.from(readFileSync(path, 'utf8').matchAll(listening), ([, port]) => Number(port)));
  const [, custom] = customs.find(([image]) => service.image.startsWith(image)) ?? [];
  return configured.length > 0 ? configured : [custom ?? 0];
}

const listening = /^\s*(?:listen: 0\.0\.0\.0:|http: 0\.0\.0\.0:|port )(\d+)$/gm;
const customs: readonly (readonly [image: string, port: number])[] = [
  ['postgres:', 5432],
  ['valkey/', 6379],
  ['prom/prometheus:', 9090],
];

/** Says which of the addresses that a service is given lead nowhere. */
export function deadEnds({ services }: ComposeFile, from: string, addresses: readonly Address[]): readonly string[] {
  const source = services[from];
  return addresses.flatMap(({ host, port }) => {
    const target = services[host];
    if (!target) return [`${from}: there is no service ${host}`];
    if (!portsOf(target).includes(port)) return [`${from}: ${host} does not listen on ${port}`];
    if (!networksOf(target).some((network) => source && networksOf(source).includes(network)))
      return [`${from}: no network leads to ${host}`];
    return [];
  });
}
