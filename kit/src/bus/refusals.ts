/** Somebody else has published under the subject meanwhile: what comes next is to be judged anew. */
export class OutOfTurn extends Error {
  constructor(stream: string) {
    super(`An event is not the next one of its subject in ${stream}`);
    this.name = 'OutOfTurn';
  }
}

/** A stream that forgets nothing to make room holds as much as it may: what is to be published is to be tried again later. */
export class StreamFull extends Error {
  readonly code = 'STREAM_FULL';

  constructor(stream: string) {
    super(`${stream} is full`);
    this.name = 'StreamFull';
  }
}

/** The log has lost what a stream held and counts from 1 again: places in it mean nothing any more. */
export class BegunAnew extends Error {
  constructor(stream: string) {
    super(`${stream} was begun anew`);
    this.name = 'BegunAnew';
  }
}
