/** How pg is asked: with a callback at the end, for a promise, or with a cursor, which it hands back as it is. */
export type Query = (...args: unknown[]) => Promise<unknown>;

/**
 * The same, but that its promises are not pg's own: what those brought stays in memory until the next major collection
 * (pg 8.23, tens of kilobytes a query), and such a collection holds everything up for a while.
 */
export const promised =
  (query: Query): Query =>
  (...args) =>
    args.some(isCallback) || isSubmittable(args[0])
      ? query(...args)
      : new Promise((resolve, reject) => {
          void query(...args, (error: Error | null, result: unknown) => (error ? reject(error) : resolve(result)));
        });

const isCallback = (argument: unknown) => typeof argument === 'function';

const isSubmittable = (query: unknown) => typeof query === 'object' && query !== null && 'submit' in query;
