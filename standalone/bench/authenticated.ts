import { newId } from '@constellation/kit';
import { basic } from '@constellation/kit/testing';
import { Pool } from 'undici';
import { z } from 'zod';
import { type Figure, round } from './figure.ts';
import type { BenchFleet } from './fleets.ts';
import { load, median, quantile } from './load.ts';

const people = 50;
const concurrency = 16;
const warmUp = 2_000;
/** Short enough that a busy neighbour of this machine slows both rounds of a pair alike. */
const perRound = 300;
const rounds = 60;
const password = 'correct horse battery';

/** Little work besides, so that what it costs to know who asks is as large a part of it as it gets. */
const asking = { query: '{ venues(first: 5) { edges { node { id name } } } }' };
const signingUp = `mutation ($email: String!) {
  signUp(input: { email: $email, password: "${password}" }) { session { accessToken } }
}`;
const signedUp = z.object({
  data: z.object({ signUp: z.object({ session: z.object({ accessToken: z.string() }) }) }),
});

/** What somebody may show. */
interface Shown {
  readonly nothing?: undefined;
  readonly token: string;
  readonly password: string;
}

type Kind = keyof Shown;
type Round = Record<Kind, number>;

const kinds: readonly Kind[] = ['nothing', 'token', 'password'];

/** The processor's time of a gateway process for requests with a token, beside the same without, and with a password. */
export async function benchAuthenticated({ gateways: [gateway], metric }: BenchFleet): Promise<Figure[]> {
  if (!gateway) throw new Error('A gateway process is needed');
  await using opened = new AsyncDisposableStack();
  const pool = opened.adopt(new Pool(gateway.url, { connections: concurrency }), (each) => each.close());
  const everybody = await Promise.all(Array.from({ length: people }, () => somebody(pool)));
  const ask = (count: number, kind: Kind) =>
    load(count, concurrency, async (index) => void (await post(pool, asking, everybody[index % people]?.[kind])));
  const measure = async (kind: Kind) => {
    const before = await metric(gateway, 'process_cpu_seconds_total');
    await ask(perRound, kind);
    return (((await metric(gateway, 'process_cpu_seconds_total')) - before) * 1_000_000) / perRound;
  };
  // Every password is judged by then.
  for (const kind of kinds) await ask(warmUp, kind);
  const measured: Round[] = [];
  for (let turn = 0; turn < rounds; turn++) {
    const took: Round = { nothing: 0, token: 0, password: 0 };
    // There and back, so that what grows faster or slower with time favours none.
    for (const kind of turn % 2 ? kinds.toReversed() : kinds) took[kind] = await measure(kind);
    measured.push(took);
  }
  return [
    figure(measured, { kind: 'token', beside: 'nothing', what: 'with a token', besideWhat: 'one without', most: 1.15 }),
    figure(measured, {
      kind: 'password',
      beside: 'token',
      what: 'with a password',
      besideWhat: 'one with a token',
      most: 1.1,
    }),
  ];
}

interface Comparison {
  readonly kind: Kind;
  readonly beside: Kind;
  readonly what: string;
  readonly besideWhat: string;
  /** The promised ratio. */
  readonly most: number;
}

function figure(measured: readonly Round[], { kind, beside, what, besideWhat, most }: Comparison): Figure {
  const ratios = measured.map((took) => took[kind] / took[beside]);
  const us = (each: Kind) => round(median(measured.map((took) => took[each])));
  return {
    what: `A request ${what}, of ${people} people, beside ${besideWhat}, at a gateway process`,
    measured: `${round(median(ratios))} of the processor's time`,
    beside:
      `${us(kind)} µs beside ${us(beside)} µs a request; median of ${rounds} pairs of rounds of ${perRound} each, ` +
      `the middle half of which were ${round(quantile(ratios, 0.25))} to ${round(quantile(ratios, 0.75))}`,
    promise: `at most ${most}`,
    kept: median(ratios) <= most,
  };
}

async function post(pool: Pool, body: object, authorization?: string): Promise<unknown> {
  const answer = await pool.request({
    path: '/graphql',
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) },
    body: JSON.stringify(body),
  });
  const told = await answer.body.json();
  if (answer.statusCode !== 200) throw new Error(`The gateway answers ${answer.statusCode}: ${JSON.stringify(told)}`);
  return told;
}

async function somebody(pool: Pool): Promise<Shown> {
  const email = `${newId()}@example.org`;
  const { session } = signedUp.parse(await post(pool, { query: signingUp, variables: { email } })).data.signUp;
  return {
    token: `Bearer ${session.accessToken}`,
    password: basic({ email, password }),
  };
}
