import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as yaml from 'yaml';
import { partitionCount } from '../../kit/src/outbox/append.ts';
import { addressesIn, deadEnds } from '../compose/addresses.ts';
import { madeUp, processesOf, readCompose } from '../compose/compose-file.ts';
import { definedSeries } from './defined-metrics.ts';
import { labelsIn, queriesOf, readAlerts, readDashboard, seriesIn } from './queries.ts';

const dashboard = readDashboard('infra/grafana/dashboards/constellation.json');
const alerts = readAlerts('infra/prometheus/alerts.yml');
const queries = [...queriesOf(dashboard), ...alerts.map(({ alert, expr }) => ({ place: alert, expression: expr }))].map(
  (query) => ({ ...query, place: `${query.place}: ${query.expression.trim()}` }),
);
const defined = new Map((await definedSeries()).map(({ name, labels }) => [name, labels]));

/** What Prometheus itself adds. */
const ofPrometheus = ['up'];
const ofEverySeries = ['instance', 'job', 'service', 'le'];

const text = (path: string) => readFileSync(path, 'utf8');
const compose = readCompose(madeUp);

test('an expression is read for its series and labels', () => {
  const expression = 'sum by (a, b) (rate(x_total{c="d e", f!~"g|h"}[5m])) / 2e3 > 0.5 and y offset 5m';

  expect(seriesIn(expression)).toEqual(['x_total', 'y']);
  expect(labelsIn(expression)).toEqual(['a', 'b', 'c', 'f']);
});

test('definitions are found with their labels, histograms as what they are told as', () => {
  expect(defined.get('constellation_database_connections')).toEqual(['subgraph', 'state']);
  expect(defined.get('constellation_operation_seconds_bucket')).toEqual(['subgraph', 'outcome']);
  expect(defined.get('gateway_websockets')).toEqual([]);
  expect([...defined.keys()]).not.toContain('constellation_operation_seconds');
});

test.for(queries)('what is asked for is told by a process: $place', ({ expression }) => {
  const series = seriesIn(expression);

  expect(series.length).toBeGreaterThan(0);
  expect(series.filter((name) => !defined.has(name) && !ofPrometheus.includes(name))).toEqual([]);
  expect([...ofEverySeries, ...series.flatMap((name) => defined.get(name) ?? [])]).toEqual(
    expect.arrayContaining([...labelsIn(expression)]),
  );
});

test('the page on what to watch names only what processes tell, and every alert', () => {
  const page = text('infra/OPERATIONS.md');
  const named = page.match(/\b(?:constellation|gateway|nodejs|process)_\w+/g) ?? [];
  const metrics = new Set([...defined.keys()].flatMap((name) => [name, name.replace(/_(bucket|sum|count)$/, '')]));

  expect(named.filter((name) => !metrics.has(name))).toEqual([]);
  expect(alerts.map(({ alert }) => alert).filter((alert) => !page.includes(`\`${alert}\``))).toEqual([]);
});

test('every alert says what to do', () => {
  expect(alerts.filter(({ annotations: { summary } }) => summary.split('. ').length < 2)).toEqual([]);
});

test('as many partitions are missed as there are', () => {
  const expression = alerts.find(({ alert }) => alert === 'PartitionsWithoutRelay')?.expr ?? '';

  expect(expression.trim()).toMatch(new RegExp(`< ${partitionCount}$`));
});

test('Prometheus asks every process, at the port of its metrics', () => {
  const config = text('infra/prometheus/prometheus.yml');
  const processes = processesOf(compose).map(({ name, environment }) => ({
    host: name,
    port: Number(environment['CONSTELLATION_METRICS_PORT']),
  }));

  expect(addressesIn(config)).toEqual(processes);
  expect(deadEnds(compose, 'prometheus', addressesIn(config))).toEqual([]);
  expect(yaml.parse(config)).toMatchObject({ rule_files: ['alerts.yml'] });
});

test('Grafana finds Prometheus, and its panels find Grafana’s source', () => {
  const source = text('infra/grafana/provisioning/datasources/prometheus.yml');
  const [, uid] = /uid: (\w+)/.exec(source) ?? [];
  const used = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ datasource }) => datasource.uid));

  expect(deadEnds(compose, 'grafana', addressesIn(source))).toEqual([]);
  expect(new Set(used)).toEqual(new Set([uid]));
});

test('Grafana’s files are where its settings look for them', () => {
  const { environment = {}, volumes = [] } = compose.services['grafana'] ?? {};
  const mounts = volumes.map((volume) => volume.split(':'));
  const here = (path: string) => {
    const [from = '', to = ''] = mounts.find(([, mounted = '']) => path.startsWith(mounted)) ?? [];
    return path.replace(to, from);
  };
  const [, folder = ''] = /path: (\S+) /.exec(text('infra/grafana/provisioning/dashboards/dashboards.yml')) ?? [];

  expect(existsSync(here(environment['GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH'] ?? ''))).toBe(true);
  expect(here(folder)).toBe('./infra/grafana/dashboards');
});

test('no panel covers another', () => {
  const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
  );

  expect(new Set(cells).size).toBe(cells.length);
});
