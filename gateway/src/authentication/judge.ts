import { anonymousPrincipal, type ExecutionHeaders, principalSchema } from '@constellation/kit';
import { z } from 'zod';
import { inTime } from '../upstreams/in-time.ts';
import type { Upstream } from '../upstreams/upstream.ts';
import type { Access } from './access.ts';
import type { Credential } from './credential.ts';

/** How it is found out, in this process or over HTTP, whom a key, a device's secret or a password speaks for. */
export type Judge = (question: Judged, headers: ExecutionHeaders, signal: AbortSignal) => Promise<unknown>;

/** For a gateway that has nobody to ask. */
export const refuseAll: Judge = async () => ({ refused: { details: {} } });

/** Subgraphs that judge credentials. */
type Judges = Readonly<Record<'identity' | 'telemetry', { readonly post: NonNullable<Upstream['post']> }>>;

/** Asks who gave the credential out: telemetry about devices, identity about all others. A wrong password counts each time that it is judged. */
export const judgeAt =
  ({ identity, telemetry }: Judges): Judge =>
  (question, headers, signal) =>
    (question.kind === 'DEVICE' ? telemetry : identity).post(
      '/credentials',
      question,
      headers,
      signal,
      question.kind !== 'PASSWORD',
    );

/** Where people sign in elsewhere: keys and devices are judged as ever, and no password is good, lest it pass by what they do there. */
export const withoutPasswords =
  (judge: Judge): Judge =>
  (question, ...context) =>
    (question.kind === 'PASSWORD' ? refuseAll : judge)(question, ...context);

/** What somebody else than this gateway has to judge. */
export type Judged = Exclude<Credential, { kind: 'TOKEN' }>;

/** That a credential is not good; `until` stands where it may not be tried before an instant. */
export interface Refused {
  readonly until?: Temporal.Instant | undefined;
}

/** What came of a question. */
export type Verdict = { readonly access: Access } | { readonly refused: Refused };

const instant = z.string().transform((text) => Temporal.Instant.from(text));

const answer = z.union([
  z
    .object({ principal: principalSchema, version: z.int().nonnegative(), expiresAt: z.number().exactOptional() })
    .transform((access): Verdict => ({ access })),
  z
    .object({ refused: z.object({ details: z.object({ until: instant.optional() }) }) })
    .transform(({ refused: { details } }): Verdict => ({ refused: details })),
]);

/** As long as a call to a subgraph may take. */
const askMs = 10_000;

/** Asks whom a credential speaks for; `address` is where its client is. @throws Error where there is no answer. */
export async function askIdentity(judge: Judge, credential: Judged, address: string | undefined): Promise<Verdict> {
  const headers = { principal: anonymousPrincipal, address };
  return answer.parse(await inTime(askMs, (signal) => judge(credential, headers, signal)));
}
