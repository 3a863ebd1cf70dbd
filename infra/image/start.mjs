// What a container runs. The process becomes the service itself, so signals reach it without anything in between.
import { fileURLToPath } from 'node:url';
import { fileOf, rolesIn } from './roles.mjs';

const root = new URL('../../', import.meta.url);

try {
  const file = fileOf(rolesIn(fileURLToPath(root)), process.env.CONSTELLATION_ROLE);
  // Services refuse variables that they do not know, and this one was only for here.
  delete process.env.CONSTELLATION_ROLE;
  void import(new URL(file, root).href);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
