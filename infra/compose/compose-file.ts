import { readFileSync } from 'node:fs';
import * as yaml from 'yaml';
import { makeGatewayKeys } from '../../kit/src/index.ts';

const { key, publicKeys } = makeGatewayKeys();

/** Values for all that must be set. */
export const madeUp = {
  POSTGRES_PASSWORD: 'secret',
  GRAFANA_PASSWORD: 'secret',
  CONSTELLATION_MQTT_PASSWORD: 'secret',
  CONSTELLATION_GATEWAY_KEY: key,
  CONSTELLATION_GATEWAY_PUBLIC_KEYS: publicKeys,
};

/** What a service runs, as far as the tests look at it. */
export interface Container {
  readonly command?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck: { readonly test: readonly string[] };
  readonly image: string;
  /** Their names, or its address on each. */
  readonly networks: readonly string[] | Readonly<Record<string, { readonly ipv4_address: string }>>;
  readonly ports?: readonly string[];
  readonly restart: string;
  readonly secrets?: readonly string[];
  readonly stop_grace_period?: string;
  readonly volumes?: readonly string[];
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, Container>>;
  readonly networks: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** The names of the networks that a service joins. */
export const networksOf = ({ networks }: Pick<Container, 'networks'>): readonly string[] =>
  Symbol.iterator in networks ? [...networks] : Object.keys(networks);

/** Reads docker-compose.yml as Compose does: variables filled in, merge keys merged. @throws when one must be set. */
export function readCompose(variables: Readonly<Record<string, string>>): ComposeFile {
  const text = readFileSync('docker-compose.yml', 'utf8');
  return yaml.parse(fillIn(text, variables), { merge: true }) as ComposeFile;
}

/** `${NAME:-otherwise}`, `${NAME:+instead}` and `${NAME:?why}`, the three forms that the file uses. */
function fillIn(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{(\w+):([-+?])([^}]*)\}/g, (_, name: string, form: string, rest: string) => {
    const value = variables[name];
    if (form === '+') return value ? rest : '';
    if (value) return value;
    if (form === '?') throw new Error(`${name}: ${rest}`);
    return rest;
  });
}

/** The services that are processes of ours, with what they are told. */
export const processesOf = ({ services }: ComposeFile) =>
  Object.entries(services).flatMap(([name, service]) => {
    const { environment = {} } = service;
    const { CONSTELLATION_ROLE: role } = environment;
    return role === undefined ? [] : [{ name, role, environment, service }];
  });
