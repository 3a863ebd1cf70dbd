import { z } from 'zod';
import { nearest } from './nearest.ts';

/** The variables a process knows, each with the schema of its text. */
export type EnvironmentShape = Readonly<Record<string, z.ZodType>>;

/** What an environment of this shape is read as. */
export type Environment<Shape extends EnvironmentShape> = { readonly [Name in keyof Shape]: z.output<Shape[Name]> };

const ourPrefix = 'CONSTELLATION_';

/**
 * Reads all settings of a process at once. An empty variable counts as unset; one with our prefix that the shape does
 * not know is refused. Throws a single `EnvironmentError` with everything that is wrong; values are never repeated.
 */
export function parseEnvironment<const Shape extends EnvironmentShape>(
  shape: Shape,
  source: Readonly<Record<string, string | undefined>>,
): Environment<Shape> {
  const set = Object.fromEntries(Object.entries(source).filter(([, text]) => text !== undefined && text !== ''));
  const { data, error } = z.object(shape).safeParse(set);
  const refused = (error?.issues ?? []).map(({ path: [name], message }) => refusal(String(name), message, shape, set));
  const problems = [...refused, ...strangers(Object.keys(shape), Object.keys(set))];
  if (problems.length > 0) throw new EnvironmentError(problems);
  return Object.freeze(data) as Environment<Shape>;
}

/** Says in one message everything that is wrong with the environment, a line per problem. */
export class EnvironmentError extends Error {
  constructor(problems: readonly string[]) {
    super(['The environment cannot be used:', ...problems].join('\n  '));
    this.name = 'EnvironmentError';
  }
}

/** Reads the settings of a process. Where they cannot be used, it says why and nothing else, and ends the process with 1. */
export function readOrExit<Settings>(read: () => Settings): Settings {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return process.exit(1);
  }
}

function refusal(name: string, expected: string, shape: EnvironmentShape, set: object): string {
  const description = descriptionOf(shape[name]);
  const verdict = name in set ? 'is refused' : 'is missing';
  return `${name} ${verdict}: ${expected}${description ? ` (${description})` : ''}`;
}

/** A default or an optional stands around the schema that was described. */
function descriptionOf(schema: unknown): string | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  if (schema.description !== undefined) return schema.description;
  return schema instanceof z.ZodDefault || schema instanceof z.ZodOptional ? descriptionOf(schema.unwrap()) : undefined;
}

function strangers(known: readonly string[], present: readonly string[]): readonly string[] {
  return present
    .filter((name) => name.startsWith(ourPrefix) && !known.includes(name))
    .map((name) => {
      const meant = nearest(name, known);
      return `${name} is unknown${meant === undefined ? '' : `: is it meant to be ${meant}?`}`;
    });
}
