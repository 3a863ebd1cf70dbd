import { accessScopes } from '@constellation/kit';
import { expect, test } from 'vitest';
import { accept } from './accept.ts';
import { keyText, newApiKey, partnerScopes } from './api-key.ts';

const given = { partnerId: '1', name: ' Till ', scopes: ['bookings:read'] };
const refusalOf = (scopes: readonly string[]) => {
  try {
    return accept(newApiKey, { ...given, scopes });
  } catch (error) {
    return error;
  }
};

test('a key may do what partners may, each once, and never run the platform', () => {
  expect(accept(newApiKey, { ...given, scopes: [...partnerScopes, ...partnerScopes] })).toEqual({
    partnerId: '1',
    name: 'Till',
    scopes: partnerScopes,
  });
  expect(accessScopes).toEqual(expect.arrayContaining([...partnerScopes]));
  expect(partnerScopes).not.toContain('admin');
});

test.each(accessScopes.filter((scope) => !partnerScopes.some((each) => each === scope)))(
  'a key cannot have the scope %s',
  (scope) => {
    expect(refusalOf(['bookings:read', scope])).toMatchObject({ code: 'INVALID_INPUT', inputPath: ['scopes', '1'] });
  },
);

test('a key that may do nothing, or something that there is not, is refused', () => {
  expect(refusalOf([])).toMatchObject({ code: 'INVALID_INPUT', inputPath: ['scopes'] });
  expect(refusalOf(['BOOKINGS:READ'])).toMatchObject({ code: 'INVALID_INPUT', inputPath: ['scopes', '0'] });
  expect(refusalOf(Array.from({ length: 101 }, () => 'bookings:read'))).toMatchObject({ inputPath: ['scopes'] });
});

test('a key begins with what is shown of it later', () => {
  expect(keyText(Buffer.from('00ff10a0', 'hex'), Buffer.alloc(32, 255))).toEqual({
    prefix: 'cst_00ff10a0',
    key: `cst_00ff10a0_${'_'.repeat(42)}8`,
  });
});
