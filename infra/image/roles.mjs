import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/**
 * What a container can be: the packages below a folder that run as processes of their own, by name, and the file that
 * each one runs.
 * @param {string} root
 */
export function rolesIn(root) {
  const files = globSync(['gateway/src/main.ts', 'subgraphs/*/src/main.ts'], { cwd: root }).toSorted();
  return new Map(files.map((file) => [basename(dirname(dirname(file))), file]));
}

/**
 * The file that a role runs; throws a line that lists the roles when there is none of that name.
 * @param {ReadonlyMap<string, string>} roles @param {string | undefined} role
 */
export function fileOf(roles, role) {
  const known = `CONSTELLATION_ROLE is one of ${[...roles.keys()].toSorted().join(', ')}`;
  if (!role) throw new Error(`IMAGE_NO_ROLE: ${known}`);
  const file = roles.get(role);
  if (file === undefined) throw new Error(`IMAGE_UNKNOWN_ROLE: there is no role ${JSON.stringify(role)}; ${known}`);
  return file;
}
