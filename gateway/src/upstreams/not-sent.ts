import type { Dispatcher } from 'undici';

/** A request that nobody can have acted on: no connection was made for it, or it was turned away at the door. */
export class NotSent extends Error {
  constructor(cause: Error) {
    super(`Nobody has acted on it: ${cause.message}`, { cause });
    this.name = 'NotSent';
  }
}

/** Tells a request that failed before a byte of it was written by its error. */
export const tellNotSent: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
  let isSent = false;
  return dispatch(options, {
    onRequestStart(controller, context) {
      isSent = true;
      handler.onRequestStart?.(controller, context);
    },
    onResponseStart: (controller, status, headers, message) =>
      handler.onResponseStart?.(controller, status, headers, message),
    onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
    onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
    onResponseError: (controller, error) => handler.onResponseError?.(controller, isSent ? error : new NotSent(error)),
  });
};
