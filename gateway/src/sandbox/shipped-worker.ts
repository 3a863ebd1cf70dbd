import { parentPort } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { css, editorWorkerService, graphqlWorker, js, jsonWorker } from '@graphql-yoga/render-graphiql/graphiql';

const parts = { css, editorWorkerService, graphqlWorker, js, jsonWorker };

parentPort?.postMessage(Object.fromEntries(Object.entries(parts).map(([name, source]) => [name, gzipSync(source)])));
