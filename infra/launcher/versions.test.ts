import { expect, test } from 'vitest';
import { major, satisfies, toolchainManifest } from './versions.mjs';

test.for([
  ['v26.10.0', 26],
  ['12.21.0\n', 12],
  ['', Number.NaN],
] as const)('the major version of %j is %d', ([version, expected]) => {
  expect(major(version)).toBe(expected);
});

test('a newer major satisfies, an older or unreadable one does not', () => {
  expect(satisfies('27.0.0', '26.10.0')).toBe(true);
  expect(satisfies('26.0.0', '26.10.0')).toBe(true);
  expect(satisfies('20.20.2', '26.10.0')).toBe(false);
  expect(satisfies('command not found', '26.10.0')).toBe(false);
});

test('the toolchain asks for exact versions of pnpm and of one Node per platform', () => {
  const versions = Object.values({ ...toolchainManifest.dependencies, ...toolchainManifest.optionalDependencies });

  expect(versions).toHaveLength(6);
  expect(versions.every((version) => /^\d+\.\d+\.\d+$/.test(version))).toBe(true);
});
