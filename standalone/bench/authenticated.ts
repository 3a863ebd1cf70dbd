import { newId } from '@constellation/kit';
import { Pool } from 'undici';
import { z } from 'zod';
import { type Figure, round } from './figure.ts';
import type { BenchFleet } from './fleets.ts';
import { load, median } from './load.ts';

const people = 50;
const concurrency = 16;
const perRound = 2_000;
const rounds = 7;
const mostRatio = 1.15;

/** Little work besides, so that what it costs to know who asks is as large a part of it as it gets. */
const asking = { query: '{ venues(first: 5) { edges { node { id name } } } }' };
const signingUp = `mutation ($email: String!) {
  signUp(input: { email: $email, password: "correct horse battery" }) { session { accessToken } }
}`;
const signedUp = z.object({
  data: z.object({ signUp: z.object({ session: z.object({ accessToken: z.string() }) }) }),
});

/** The processor's time of a gateway process for requests that show a token, beside the same without. */
export async function benchAuthenticated({ gateways: [gateway], metric }: BenchFleet): Promise<Figure[]> {
  if (!gateway) throw new Error('A gateway process is needed');
  await using opened = new AsyncDisposableStack();
  const pool = opened.adopt(new Pool(gateway.url, { connections: concurrency }), (each) => each.close());
  const tokens = await Promise.all(Array.from({ length: people }, () => tokenOfSomebody(pool)));
  const measure = async (authorization: (index: number) => string | undefined) => {
    const before = await metric(gateway, 'process_cpu_seconds_total');
    await load(perRound, concurrency, async (index) => void (await post(pool, asking, authorization(index))));
    return (((await metric(gateway, 'process_cpu_seconds_total')) - before) * 1_000_000) / perRound;
  };
  const measured: { anonymous: number; known: number }[] = [];
  for (let turn = 0; turn <= rounds; turn++) {
    const anonymous = await measure(() => undefined);
    const known = await measure((index) => `Bearer ${tokens[index % people]}`);
    // The first round warms up.
    if (turn > 0) measured.push({ anonymous, known });
  }
  const ratios = measured.map(({ anonymous, known }) => known / anonymous);
  const ratio = median(ratios);
  const us = (what: 'anonymous' | 'known') => round(median(measured.map((each) => each[what])));
  return [
    {
      what: `A request with a token, of ${people} people, beside one without, at a gateway process`,
      measured: `${round(ratio)} of the processor's time`,
      beside:
        `${us('known')} µs beside ${us('anonymous')} µs a request; median of ${rounds} rounds of ${perRound} each, ` +
        `which were ${round(Math.min(...ratios))} to ${round(Math.max(...ratios))}`,
      promise: `at most ${mostRatio}`,
      kept: ratio <= mostRatio,
    },
  ];
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

async function tokenOfSomebody(pool: Pool): Promise<string> {
  const variables = { email: `${newId()}@example.org` };
  return signedUp.parse(await post(pool, { query: signingUp, variables })).data.signUp.session.accessToken;
}
