/** Private servers and platforms for tests. */
export { type Forgery, forgeries } from './forgeries.ts';
export { migrated } from './copying-server.ts';
export { keepOpened } from './keep-opened.ts';
export { administrator, basic } from './people.ts';
export { countStatements, leastOf } from './count-statements.ts';
export { startNats } from './nats-server.ts';
export { type PrivateNatsCluster, startNatsCluster } from './nats-cluster.ts';
export { privateDirectory } from './private-directory.ts';
export { type Random, randomFrom } from './random.ts';
export { startRedis } from './redis-server.ts';
export { type PrivateSentinels, startSentinels } from '../key-value/sentinels-for-tests.ts';
export { createDatabase, startPostgres } from './postgres-for-tests.ts';
export { copyTemplate, dropDatabases } from './templates.ts';
export { type PlatformKind, platformKinds, type TestPlatform, testPlatform } from './test-platform.ts';
