import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { type Shipped, unpackGraphiql } from './shipped.ts';

/** A file of the sandbox as it is served. */
export interface Asset {
  readonly type: string;
  /** Its bytes, gzipped if that is asked for and worth it. */
  read(gzip: boolean): Promise<{ readonly content: string | Uint8Array; readonly encoding?: 'gzip' }>;
}

const javascript = 'text/javascript; charset=utf-8';
const stylesheet = 'text/css; charset=utf-8';

/** A file in the folder `page`. */
export const readOwn = (name: string): Promise<string> => readFile(new URL(`page/${name}`, import.meta.url), 'utf8');

const own = (type: string, name: string): Asset => ({ type, read: async () => ({ content: await readOwn(name) }) });

/** Every file of the sandbox but its page, by its address; GraphiQL is unpacked when it is first asked for, again after a failure. */
export function openAssets(unpack = unpackGraphiql): Readonly<Record<string, Asset>> {
  let unpacked: Promise<Shipped> | undefined;

  const unpackOnce = () => {
    unpacked ??= unpack().catch((error: unknown) => {
      unpacked = undefined;
      throw error;
    });
    return unpacked;
  };

  const shipped = (type: string, part: keyof Shipped): Asset => ({
    type,
    read: async (gzip) => {
      const content = (await unpackOnce())[part];
      return gzip ? { content, encoding: 'gzip' } : { content: gunzipSync(content) };
    },
  });

  return {
    '/sandbox/page.css': own(stylesheet, 'page.css'),
    '/sandbox/session.js': own(javascript, 'session.js'),
    '/sandbox/icon.svg': own('image/svg+xml', 'icon.svg'),
    '/sandbox/graphiql.js': shipped(javascript, 'js'),
    '/sandbox/graphiql.css': shipped(stylesheet, 'css'),
    '/sandbox/workers/editorWorkerService.js': shipped(javascript, 'editorWorkerService'),
    '/sandbox/workers/json.js': shipped(javascript, 'jsonWorker'),
    '/sandbox/workers/graphql.js': shipped(javascript, 'graphqlWorker'),
  };
}
