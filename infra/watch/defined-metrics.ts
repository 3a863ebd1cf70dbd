import { globSync, readFileSync } from 'node:fs';
import { openMetrics } from '../../kit/src/index.ts';

/** A time series that some process tells, and the labels that it can have besides those of where it comes from. */
export interface Series {
  readonly name: string;
  readonly labels: readonly string[];
}

/** How a metric is told: a histogram as three series. */
const seriesOf = (kind: string, name: string, labels: readonly string[]): readonly Series[] =>
  kind === 'histogram'
    ? ['bucket', 'sum', 'count'].map((suffix) => ({ name: `${name}_${suffix}`, labels }))
    : [{ name, labels }];

/** Every series that our processes tell: what the sources define, and what each process tells of itself. */
export const definedSeries = async (): Promise<readonly Series[]> => [
  ...ofSources(),
  ...ofProcess(await openMetrics().text()),
];

const definition =
  /metrics\s*\.(?<kind>counter|gauge|histogram)\(\{\s*name: '(?<name>\w+)'(?:(?!\}\)|labels:)[^])*(?:labels: \[(?<labels>[^\]]*)\])?/g;

function ofSources(): readonly Series[] {
  const files = globSync(['{kit,gateway}/src/**/*.ts', 'subgraphs/*/src/**/*.ts'], { exclude: ['**/*.test.ts'] });
  return files.flatMap((file) =>
    Array.from(readFileSync(file, 'utf8').matchAll(definition), ({ groups = {} }) => groups).flatMap(
      ({ kind = '', name = '', labels = '' }) =>
        seriesOf(
          kind,
          name,
          Array.from(labels.matchAll(/'(\w+)'/g), ([, label = '']) => label),
        ),
    ),
  );
}

const ofProcess = (text: string): readonly Series[] =>
  Array.from(text.matchAll(/^# TYPE (\w+) (\w+)$/gm)).flatMap(([, name = '', kind = '']) => seriesOf(kind, name, []));
