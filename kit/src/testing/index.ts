/** Private servers and platforms for tests. */
export { startNats } from './nats-server.ts';
export { startRedis } from './redis-server.ts';
export { createDatabase, startPostgres } from './postgres-for-tests.ts';
export { type PlatformKind, platformKinds, type TestPlatform, testPlatform } from './test-platform.ts';
