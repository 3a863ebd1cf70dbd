import type { GraphResponse, Platform } from '@constellation/kit';
import { administrator, basic } from '@constellation/kit/testing';
import type pg from 'pg';
import { Pool } from 'undici';
import { z } from 'zod';
import { compose } from '../src/compose.ts';
import { type Figure, round } from './figure.ts';
import { generateReadings, type Measured } from './generate-readings.ts';
import { median } from './load.ts';
import { plainPool } from './plain-pool.ts';
import { send, type Statement, statementsOf } from './statements.ts';

const rounds = 400;
/** A server that has been asked before is what clients meet. */
const warmUp = 200;
const recordings = 10;

/** The graph as clients see it, and the subgraph alone, whose statements can be recorded. */
interface Graph {
  ask(query: string, variables: object): Promise<Answer>;
  askTelemetry(query: string, variables: object): Promise<GraphResponse>;
}

const firstAdmin = { email: 'admin@example.org', password: 'correct horse battery' };

/**
 * What was measured, through the gateway, beside the bare statements that the telemetry subgraph sends for it, and beside what
 * somebody would write by hand who knew the tables; one request after the other, in turn.
 */
export const benchSeries =
  (readings: number) =>
  async (platform: Platform): Promise<Figure[]> => {
    await using opened = new AsyncDisposableStack();
    const { gateway, subgraphs } = opened.use(await compose({ platform, port: 0, told: { firstAdmin } }));
    const connections = opened.use(await plainPool(platform, 1, 'telemetry'));
    const pool = new Pool(gateway.url);
    opened.defer(() => pool.close());
    const measured = await withClient(connections, (client) => generateReadings(client, readings));
    const headers = { 'content-type': 'application/json', authorization: basic(firstAdmin) };
    const graph: Graph = {
      ask: async (query, variables) => {
        const body = JSON.stringify({ query, variables });
        const answer = await pool.request({ path: '/graphql', method: 'POST', headers, body });
        return answered.parse(await answer.body.json());
      },
      askTelemetry: (query, variables) =>
        subgraphs.telemetry.execute({ query, variables: { ...variables } }, { principal: administrator }),
    };
    const figures: Figure[] = [];
    for (const question of questions(measured))
      figures.push(
        await withClient(connections, (client) =>
          beside(graph, client, question, `among ${round(readings / 1e6)} M readings`),
        ),
      );
    return figures;
  };

/** On a connection of its own, as each has prepared statements of its own. */
async function withClient<Result>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  return work(client).finally(() => client.release(true));
}

const answered = z.object({ data: z.unknown(), errors: z.unknown().optional() });
type Answer = z.infer<typeof answered>;

/** What is asked of the graph, and what somebody would write by hand to know the same. */
interface Question {
  readonly what: string;
  readonly query: string;
  /** Each time about another device or day. */
  variables(index: number): object;
  /** Whether all came that there is. */
  isWhole(answer: Answer): boolean;
  readonly byHand: string;
  values(index: number): unknown[];
}

const fiveMinutes = 'PT5M';
const bucketFields = 'start min max mean';

function questions({ deviceIds, from, days }: Measured): Question[] {
  const ofOne = (index: number) => deviceIds[index % deviceIds.length] ?? '';
  const day = (index: number) => {
    const begins = from.add({ hours: 24 * (index % days) });
    return { from: String(begins), to: String(begins.add({ hours: 24 })) };
  };
  const bounds = (index: number) => Object.values(day(index));
  return [
    {
      what: 'Series of a day in 5-minute buckets',
      query: `query ($id: ID!, $from: DateTime!, $to: DateTime!) { device(id: $id) {
        series(metric: "temperature", from: $from, to: $to, every: "${fiveMinutes}") {
          completeUntil buckets { ${bucketFields} }
        }
      } }`,
      variables: (index) => ({ id: ofOne(index), ...day(index) }),
      isWhole: ({ data }) => bucketsOf.parse(data).device.series.buckets.length === 288,
      byHand: ofOneDevice,
      values: (index) => [ofOne(index), ...bounds(index)],
    },
    {
      what: `Latest of ${2 * deviceIds.length} series`,
      query: '{ devices(first: 100) { edges { node { id latest { metric time value } } } } }',
      variables: () => ({}),
      isWhole: ({ data }) => latestOf.parse(data).length === 2 * deviceIds.length,
      byHand: latestOfAll,
      values: () => [deviceIds],
    },
    {
      what: `${deviceIds.length} devices' day by hour`,
      query: `query ($from: DateTime!, $to: DateTime!) {
        devices(first: 100) { edges { node {
          id series(metric: "temperature", from: $from, to: $to, every: "PT1H") { buckets { ${bucketFields} } }
        } } }
      }`,
      variables: (index) => day(index),
      isWhole: ({ data }) => hoursOf.parse(data).length === 24 * deviceIds.length,
      byHand: hoursOfAll,
      values: (index) => [deviceIds, ...bounds(index)],
    },
  ];
}

const series = z.object({ buckets: z.array(z.unknown()) });
const bucketsOf = z.object({ device: z.object({ series }) });
const devicesOf = <Node extends z.ZodType>(node: Node) =>
  z.object({ devices: z.object({ edges: z.array(z.object({ node })) }) }).transform(({ devices }) => devices.edges);
const latestOf = devicesOf(z.object({ latest: z.array(z.unknown()) })).transform((edges) =>
  edges.flatMap(({ node }) => node.latest),
);
const hoursOf = devicesOf(z.object({ series })).transform((edges) => edges.flatMap(({ node }) => node.series.buckets));

const ofOneDevice = `
  select date_bin('5 minutes', start, 'epoch') as bucket, min(rolled.min) as min, max(rolled.max) as max,
    sum(total) / sum(count) as mean
  from series join minutes as rolled on rolled.series = key
  where device_id = $1 and metric = 'temperature' and start >= $2 and start < $3
  group by bucket order by bucket`;

const latestOfAll = `
  select device_id, metric, time, value from series join last_values on last_values.series = key
  where device_id = any($1) order by device_id, metric`;

const hoursOfAll = `
  select device_id, start, rolled.min, rolled.max, total / count as mean
  from series join hours as rolled on rolled.series = key
  where device_id = any($1) and metric = 'temperature' and start >= $2 and start < $3
  order by device_id, start`;

/** Ours, the statements that it sends, and what is written by hand, in turn. */
async function beside(graph: Graph, client: pg.ClientBase, question: Question, size: string): Promise<Figure> {
  const { query, variables, isWhole, byHand, values } = question;
  const recorded: (readonly Statement[])[] = [];
  for (let index = 0; index < recordings; index++)
    recorded.push(await statementsOf(() => graph.askTelemetry(query, variables(index))));
  const ways = {
    ours: async (index: number) => {
      const answer = await graph.ask(query, variables(index));
      if (!isWhole(answer)) throw new Error(`Not all came: ${JSON.stringify(answer).slice(0, 1_000)}`);
    },
    sent: (index: number) => send(client, recorded[index % recordings] ?? []),
    written: async (index: number) =>
      void (await client.query({ name: byHand.slice(0, 60), text: byHand, values: values(index) })),
  };
  const timesMs: Record<keyof typeof ways, number[]> = { ours: [], sent: [], written: [] };
  for (let turn = 0; turn < rounds; turn++)
    for (const way of ['ours', 'sent', 'written'] as const) {
      const began = performance.now();
      await ways[way](turn);
      if (turn >= warmUp) timesMs[way].push(performance.now() - began);
    }
  const [ours = 0, sent = 0, written = 0] = [timesMs.ours, timesMs.sent, timesMs.written].map(median);
  return {
    what: `${question.what}, ${size}`,
    measured: `${round(ours)} ms = ${round(ours / sent)} of plain SQL`,
    beside: [
      `its ${recorded[0]?.length} statements as plain SQL ${round(sent)} ms`,
      `one statement written by hand ${round(written)} ms; median of ${timesMs.ours.length}`,
    ].join('; '),
    promise: 'at most 2',
    kept: ours / sent <= 2,
  };
}
