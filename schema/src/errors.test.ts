import { expect, test } from 'vitest';
import { errorCatalogue } from './errors.ts';

test.for(Object.entries(errorCatalogue))('%s is a code with a sentence that explains it', ([code, { meaning }]) => {
  expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  expect(meaning).toMatch(/^[A-Z].*\.$/);
});
