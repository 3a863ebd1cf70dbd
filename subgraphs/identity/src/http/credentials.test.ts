import { anonymousPrincipal, newId } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { newAccount, password } from '../testing/accounts.ts';
import { openIdentity } from '../testing/open-identity.ts';

const identity = await openIdentity();
afterAll(() => identity[Symbol.asyncDispose]());

const headers = { principal: anonymousPrincipal, address: newId() };
const judge = (body: unknown) => identity.subgraph.post('/credentials', body, headers);

test('a gateway is told whom a credential speaks for, or why for nobody', async () => {
  const { email, id } = await newAccount(identity);

  expect(await judge({ kind: 'PASSWORD', email, password })).toMatchObject({ principal: { id }, version: 1 });
  expect(await judge({ kind: 'PASSWORD', email, password: 'a wrong guess' })).toEqual({
    refused: { code: 'INVALID_CREDENTIALS', details: {} },
  });
  expect(await judge({ kind: 'KEY', key: 'cst_' })).toEqual({ refused: { code: 'INVALID_CREDENTIALS', details: {} } });
});

test('guesses by way of a gateway have to wait for an instant that it is told', async () => {
  const { email } = await newAccount(identity);
  for (let count = 0; count < 10; count += 1) await judge({ kind: 'PASSWORD', email, password: 'a wrong guess' });

  expect(await judge({ kind: 'PASSWORD', email, password })).toEqual({
    refused: { code: 'TOO_MANY_ATTEMPTS', details: { until: expect.stringMatching(/^20.*Z$/) } },
  });
});

test('a gateway that asks for something else is told nothing', async () => {
  await expect(judge({ kind: 'TOKEN', token: 'x' })).rejects.toThrow('kind');
  await expect(identity.subgraph.get('/credentials')).rejects.toThrow('no route');
});
