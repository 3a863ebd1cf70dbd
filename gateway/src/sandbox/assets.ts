import { readFile } from 'node:fs/promises';

/** A file of the sandbox as it is served. */
export interface Asset {
  readonly type: string;
  readonly read: () => Promise<string>;
}

const javascript = 'text/javascript; charset=utf-8';
const stylesheet = 'text/css; charset=utf-8';

/** A file in the folder `page`. */
const own = (type: string, name: string): Asset => ({
  type,
  read: () => readFile(new URL(`page/${name}`, import.meta.url), 'utf8'),
});

/** A part of the finished GraphiQL: nine megabytes in all, loaded when they are first asked for. */
const shipped = (type: string, part: 'js' | 'css' | 'editorWorkerService' | 'jsonWorker' | 'graphqlWorker'): Asset => ({
  type,
  read: async () => (await import('@graphql-yoga/render-graphiql/graphiql'))[part],
});

/** The page that brings the others in. */
export const page = own('text/html; charset=utf-8', 'index.html');

/** Every other file of the sandbox, by its address. */
export const assets: Readonly<Record<string, Asset>> = {
  '/sandbox/page.css': own(stylesheet, 'page.css'),
  '/sandbox/icon.svg': own('image/svg+xml', 'icon.svg'),
  '/sandbox/graphiql.js': shipped(javascript, 'js'),
  '/sandbox/graphiql.css': shipped(stylesheet, 'css'),
  '/sandbox/workers/editorWorkerService.js': shipped(javascript, 'editorWorkerService'),
  '/sandbox/workers/json.js': shipped(javascript, 'jsonWorker'),
  '/sandbox/workers/graphql.js': shipped(javascript, 'graphqlWorker'),
};
