import { createReadStream, type ReadStream } from 'node:fs';

const pieceBytes = 262_144;

/** A file's text, piece by piece. */
export const readText = (file: string): ReadStream =>
  createReadStream(file, { encoding: 'utf8', highWaterMark: pieceBytes });
