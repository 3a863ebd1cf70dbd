import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../refusal.ts';

/** Most entries of one page, unless a list says otherwise. */
const mostEntries = 100;

/** A Relay connection (relay.dev/graphql/connections.htm). */
export interface Connection<Node> {
  readonly edges: { readonly node: Node; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** Names a list with what it is filtered and ordered by, which is put short: a cursor has room for no long name. */
export const listBoundTo = (list: string, given: string): string =>
  `${list} ${createHash('sha256').update(given).digest('base64url')}`;

/** Refuses a cursor whose place is none of the list that it names: somebody has made it up. */
export const foreignCursor = (): Refusal => badInput('after', 'This cursor is not from this list');

export interface PageOptions<Node> {
  readonly first: number;
  readonly after?: string | null | undefined;
  /** Names the list, its filter and its order: a cursor of another list is refused. */
  readonly binding: string;
  /** Where a node stands in the order; together these values are unique. */
  key(node: Node): readonly string[];
  /** Reads up to `limit` nodes that come after a key, or from the beginning. */
  read(limit: number, after: readonly string[] | undefined): Promise<readonly Node[]>;
}

/**
 * One page of a list by keyset: its cost does not depend on how far into the list it is.
 * @throws Refusal BAD_USER_INPUT for a `first` out of range or a cursor of another list.
 */
export async function page<Node>({ first, after, binding, key, read }: PageOptions<Node>): Promise<Connection<Node>> {
  if (first < 1 || first > mostEntries) throw badInput('first', `\`first\` is between 1 and ${mostEntries}`);
  const found = await read(first + 1, after == null ? undefined : decodeCursor(binding, after));
  const edges = found.slice(0, first).map((node) => ({
    node,
    // Few want those of all.
    get cursor() {
      return encodeCursor(binding, key(node));
    },
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: found.length > first,
      hasPreviousPage: after != null,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

const encodeCursor = (binding: string, key: readonly string[]) =>
  Buffer.from(JSON.stringify([binding, ...key])).toString('base64url');

function decodeCursor(binding: string, cursor: string): readonly string[] {
  const [list, ...key] = parseCursor(cursor);
  if (list !== binding) throw badInput('after', 'This cursor is not from this list with this filter and order');
  return key;
}

/** Clients can make anything up; what PostgreSQL could not even compare with is no key. */
const keyParts = z.array(z.string().refine((part) => !part.includes('\0')));

function parseCursor(cursor: string): string[] {
  try {
    return keyParts.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString())).data ?? [];
  } catch {
    return [];
  }
}

const badInput = (argument: string, message: string) => new Refusal('BAD_USER_INPUT', message, { path: [argument] });
