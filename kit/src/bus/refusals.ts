/** Somebody else has published under the subject meanwhile: what comes next is to be judged anew. */
export class OutOfTurn extends Error {
  constructor(stream: string) {
    super(`An event is not the next one of its subject in ${stream}`);
    this.name = 'OutOfTurn';
  }
}

/** The log has lost what a stream held and counts from 1 again: places in it mean nothing any more. */
export class BegunAnew extends Error {
  constructor(stream: string) {
    super(`${stream} was begun anew`);
    this.name = 'BegunAnew';
  }
}
