import {
  type ExecutionHeaders,
  type GraphResponse,
  type Principal,
  rows,
  type RunningSubgraph,
  serve,
  sql,
  traceFrom,
} from '@constellation/kit';
import {
  keepOpened,
  type PlatformKind,
  type TestPlatform,
  testPlatform,
  administrator,
} from '@constellation/kit/testing';
import { inject } from 'vitest';
import type { PasswordScope } from '../actions/scope.ts';
import { type IdentityOptions, identitySubgraph } from '../index.ts';
import type { Passwords } from '../outside/passwords.ts';
import { cheapPasswords } from './passwords.ts';

/** The subgraph at work on a platform of one test file's own. */
export interface OpenIdentity extends AsyncDisposable {
  readonly kind: PlatformKind;
  readonly platform: TestPlatform;
  readonly subgraph: RunningSubgraph;
  /** A scope as each request gets one, of somebody who may do everything unless told otherwise. */
  scope(asked?: { readonly principal?: Principal; readonly address?: string; passwords?: Passwords }): PasswordScope;
  ask(query: string, variables?: object, headers?: Partial<ExecutionHeaders>): Promise<GraphResponse>;
  /** Revocations of an account in their order. */
  revocations(userId: string): Promise<readonly Revoked[]>;
}

interface Revoked {
  readonly version: number;
  readonly sessionId: string | null;
  readonly reason: string;
}

export async function openIdentity(
  kind: PlatformKind = 'embedded',
  options: Pick<IdentityOptions, 'outsideIssuer'> = {},
): Promise<OpenIdentity> {
  await using started = new AsyncDisposableStack();
  const platform = started.use(await testPlatform(kind, inject('postgresUrl')));
  const passwords = cheapPasswords();
  const { database, opened } = keepOpened(platform.database);
  const subgraph = started.use(await serve(identitySubgraph({ passwords, ...options }), { ...platform, database }));
  const { fork } = await opened;
  const running = started.move();
  const { clock, keyValue, log } = platform;
  return {
    kind,
    platform,
    subgraph,
    scope: (asked) => ({
      em: fork(),
      principal: administrator,
      clock,
      keyValue,
      log,
      trace: traceFrom(),
      passwords,
      ...asked,
    }),
    ask: (query, variables, headers) =>
      subgraph.execute({ query, variables: { ...variables } }, { principal: administrator, ...headers }),
    revocations: (userId) =>
      rows(
        fork(),
        sql<Revoked>`select version, event -> 'data' ->> 'sessionId' as "sessionId", event -> 'data' ->> 'reason' as reason
          from outbox where aggregate = ${userId} order by version`,
      ),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
