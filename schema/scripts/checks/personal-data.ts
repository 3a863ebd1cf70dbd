import { z } from 'zod';
import type { StreamDefinition } from '../../src/streams.ts';

type Schema = z.core.JSONSchema._JSONSchema;

/** As much of an event's contract as the check reads. */
interface Carrier {
  readonly type: string;
  readonly data: z.ZodType;
}

/** A place in an event's data where something about a person could travel. */
interface Suspect {
  readonly way: string;
  readonly reason: string;
}

/** Words that properties about people are named with. */
const personalWords = new Set(
  (
    'name names email mail phone mobile fax note notes comment comments remark text message description guest person ' +
    'contact address street line city postal zip ip agent birth birthday gender age allergies passport iban card ' +
    'latitude longitude location password secret token'
  ).split(' '),
);

/** What people type; a pattern that lets one of them through is no code. */
const humanTexts = ['Anna Müller', 'anna@example.org', '+49 30 901820', 'allergic to nuts'];

/**
 * Places of an event's data that are named like personal data, or where free text or anything at all fits in.
 * `allowed` excuses some, by event type and way (`venue.snapshot rooms[].name`).
 */
export const personalData = (event: Carrier, allowed: Readonly<Record<string, string>> = {}): readonly string[] =>
  suspectsOf(event)
    .filter(({ way }) => !Object.hasOwn(allowed, `${event.type} ${way}`))
    .map(({ way, reason }) => `${event.type} ${way} ${reason}`);

/** Excuses that excuse nothing any more. */
export function idleExcuses(events: readonly Carrier[], allowed: Readonly<Record<string, string>>): readonly string[] {
  const needed = new Set(events.flatMap((event) => suspectsOf(event).map(({ way }) => `${event.type} ${way}`)));
  return Object.keys(allowed).flatMap((excuse) => (needed.has(excuse) ? [] : `${excuse} needs no excuse`));
}

/**
 * Excuses for secrets that would let them travel where everybody reads: an excused event lies on a secret stream, which
 * keeps what it holds for an hour at most.
 */
export function unguardedSecrets(
  events: readonly (Carrier & { readonly stream: string })[],
  streams: readonly StreamDefinition[],
  allowed: Readonly<Record<string, string>>,
): readonly string[] {
  const excused = new Set(Object.keys(allowed).map((excuse) => excuse.split(' ')[0]));
  return events
    .filter(({ type }) => excused.has(type))
    .flatMap(({ type, stream }) => {
      const { isSecret, maxAgeMs = Infinity } = streams.find(({ name }) => name === stream) ?? {};
      if (!isSecret) return `${type} carries secrets on ${stream}, which is not secret`;
      return maxAgeMs > longestSecretMs ? `${type} carries secrets on ${stream}, which keeps them too long` : [];
    });
}

const longestSecretMs = 3_600_000;

const suspectsOf = ({ data }: Carrier): readonly Suspect[] => walk(z.toJSONSchema(data, { io: 'input' }), '');

function walk(schema: Schema, way: string): readonly Suspect[] {
  if (typeof schema === 'boolean') return schema ? [{ way, reason: 'takes anything' }] : [];
  const choices = [schema.anyOf, schema.oneOf, schema.allOf].flatMap((each) => each ?? []);
  if (choices.length > 0) return choices.flatMap((choice) => walk(choice, way));
  if (Array.isArray(schema.type)) return schema.type.flatMap((type) => walk({ ...schema, type }, way));
  if (schema.enum !== undefined || schema.const !== undefined) return [];
  switch (schema.type) {
    case 'object':
      return walkObject(schema, way);
    case 'array':
      return [schema.items ?? true, schema.prefixItems ?? []].flat().flatMap((item) => walk(item, `${way}[]`));
    case 'string':
      return isCode(schema.pattern) ? [] : [{ way, reason: 'takes free text' }];
    case 'number':
    case 'integer':
    case 'boolean':
    case 'null':
      return [];
    default:
      return [{ way, reason: 'takes anything' }];
  }
}

function walkObject(
  { properties = {}, additionalProperties = false }: Exclude<Schema, boolean>,
  way: string,
): readonly Suspect[] {
  const open = additionalProperties === false ? [] : [{ way, reason: 'takes any property' }];
  const own = Object.entries(properties).flatMap(([name, property]) => {
    const inner = way === '' ? name : `${way}.${name}`;
    const named = isPersonal(name) ? [{ way: inner, reason: 'is named like personal data' }] : [];
    return [...named, ...walk(property, inner)];
  });
  return [...open, ...own];
}

const isPersonal = (name: string): boolean =>
  name.split(/(?=[A-Z])|[_-]/).some((word) => personalWords.has(word.toLowerCase()));

const isCode = (pattern: string | undefined): boolean =>
  pattern !== undefined && !humanTexts.some((text) => new RegExp(pattern).test(text));
