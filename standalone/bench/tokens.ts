import { makeGatewayKeys, openMint, openVerifier, readGatewayKey, readGatewayPublicKeys } from '@constellation/kit';
import { administrator } from '@constellation/kit/testing';
import { type Figure, round } from './figure.ts';
import { median } from './load.ts';

const people = 1_000;
const repeated = 50_000;
const rounds = 5;
const mostRememberedUs = 10;

/**
 * What it costs that a subgraph believes nobody else than its gateways: the processor's time for a token that is made or
 * seen for the first time, and for one that is remembered, which arrives as bytes like every header.
 */
export async function benchTokens(): Promise<Figure[]> {
  const keys = makeGatewayKeys();
  const mint = openMint({ key: readGatewayKey(keys.key) });
  const verifier = openVerifier({ keys: readGatewayPublicKeys(keys.publicKeys) });
  const measured: Record<'minted' | 'verified' | 'found' | 'believed', number>[] = [];
  for (let turn = 0; turn <= rounds; turn++) {
    const principals = Array.from({ length: people }, (_, index) => ({
      ...administrator,
      id: `${turn}.${index}`,
    }));
    const sent: Buffer[] = [];
    const whose = (index: number) => ({ ...(principals[index % people] ?? administrator) });
    const next = (index: number) => sent[index % people]?.toString('latin1');
    const minted = await usEach(
      people,
      async (index) => void sent.push(Buffer.from(await mint.tokenFor(whose(index)))),
    );
    const verified = await usEach(people, (index) => verifier.verify(next(index)));
    const found = await usEach(repeated, (index) => mint.tokenFor(whose(index)));
    const believed = await usEach(repeated, (index) => verifier.verify(next(index)));
    // The first round warms up.
    if (turn > 0) measured.push({ minted, verified, found, believed });
  }
  const us = (what: keyof (typeof measured)[number]) => median(measured.map((each) => each[what]));
  const remembered = us('found') + us('believed');
  return [
    {
      what: 'Internal token, both ends of a request',
      measured: `${round(remembered)} µs where it is remembered`,
      beside:
        `found ${round(us('found'))} and believed ${round(us('believed'))}; the first time, at most twice a minute for a ` +
        `principal and gateway, it is minted in ${round(us('minted'))} and verified in ${round(us('verified'))} µs`,
      promise: `at most ${mostRememberedUs} µs`,
      kept: remembered <= mostRememberedUs,
    },
  ];
}

/** Processor time of all threads: signing and verifying are done beside the one that waits. */
async function usEach(count: number, task: (index: number) => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let index = 0; index < count; index++) await task(index);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
}
