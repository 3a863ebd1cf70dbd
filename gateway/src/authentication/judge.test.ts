import { anonymousPrincipal } from '@constellation/kit';
import { expect, test } from 'vitest';
import { judgeAt } from './judge.ts';

test.each([
  [{ kind: 'KEY', key: 'a key' } as const, 'identity', true],
  [{ kind: 'PASSWORD', email: 'ada@example.org', password: 'a password' } as const, 'identity', false],
  [{ kind: 'DEVICE', secret: 'a secret' } as const, 'telemetry', true],
])('%j is judged by %s; that it may be asked again is %s', async (question, judge, isRepeatable) => {
  const asked: unknown[] = [];
  const asking = (name: string) => ({
    post: async (path: string, posted: object, _headers: object, _signal: AbortSignal, mayRepeat?: boolean) =>
      void asked.push([name, path, posted, mayRepeat]),
  });
  const headers = { principal: anonymousPrincipal };

  await judgeAt({ identity: asking('identity'), telemetry: asking('telemetry') })(
    question,
    headers,
    AbortSignal.timeout(1_000),
  );

  expect(asked).toEqual([[judge, '/credentials', question, isRepeatable]]);
});
