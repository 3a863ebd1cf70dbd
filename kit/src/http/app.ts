import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** True from the moment the server is about to stop. */
    isDraining(): boolean;
  }
  interface FastifyContextConfig {
    /** Answers of this route are of interest only to who debugs. */
    quiet?: boolean;
    /** It reads a body for as long as somebody sends one, and sees to slow clients itself. */
    readsOn?: boolean;
  }
}

/** What routes are added to. A request's `id` is its trace id, and its header `traceparent` is always a valid one. */
export type App = FastifyInstance;

/** Adds what belongs together to a server before it listens. */
export type Routes = (app: App) => void;
