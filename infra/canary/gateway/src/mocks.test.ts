import { expect, test, vi } from 'vitest';

vi.mock('node:fs'); // breaks vitest/no-restricted-vi-methods

test.skip('a skipped test', () => { // breaks vitest/no-disabled-tests
  const spy = vi.fn<() => void>(); // breaks vitest/no-restricted-vi-methods
  expect(spy).toBeDefined();
});

test.only('a lone test', () => { // breaks vitest/no-focused-tests
  expect(1).toBe(1);
});

test(`a title ${1 + 1}`.length, () => { // breaks vitest/valid-title
  expect(1).toBe(1);
});
