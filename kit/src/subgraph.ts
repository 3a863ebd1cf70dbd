import type { EntitySchema, MigrationObject } from '@mikro-orm/core';
import type { Database } from './database/database.ts';
import type { Levels } from './levels.ts';
import type { Metrics } from './metrics.ts';
import type { PersonalData } from './personal-data/personal-data.ts';
import type { Scope } from './scope.ts';
import type { Worker } from './workers/worker.ts';

/** An address beside the graph, answered as JSON to whoever asks with GET; it judges credentials itself, if at all. */
export interface PublicRoute {
  readonly path: string;
  readonly for?: undefined;
  answer(scope: Scope): Promise<object>;
}

/** An address beside the graph, answered as JSON to a gateway that posts JSON; everybody else is turned away unread. */
export interface GatewayRoute {
  readonly path: string;
  readonly for: 'GATEWAYS';
  /** The scope is of whom the gateway asks for; the body is whatever was posted. */
  answer(scope: Scope, body: unknown): Promise<object>;
}

export type Route = PublicRoute | GatewayRoute;

/** A subgraph as data: its whole table of contents. */
export interface Subgraph {
  readonly name: string;
  /** Its SDL, without the federation's own definitions. */
  readonly typeDefs: string;
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly MigrationObject[];
  /** Resolvers by type and field. */
  readonly resolvers: object;
  /** Batching readers for one request. */
  loaders(scope: Scope): unknown;
  readonly workers: readonly Worker[];
  readonly routes?: readonly Route[];
  /** Gauges of its own, set by what it observes in its database. */
  levels?(metrics: Metrics, observe: Database['observe']): Levels;
  /** What is done before it answers, by every process that starts. */
  prepare?(scope: Scope): Promise<void>;
  /** What it does about what it keeps of people, when they ask for it or are gone. */
  readonly personalData?: PersonalData;
  /** Database connections one process may use at a time. */
  readonly poolSize?: number;
}

/** Declares a subgraph; `serve` brings it to life on a platform. */
export const defineSubgraph = (subgraph: Subgraph): Subgraph => subgraph;
