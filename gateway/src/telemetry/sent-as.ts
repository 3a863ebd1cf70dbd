import type { IncomingHttpHeaders } from 'node:http';
import { NotServed } from './not-served.ts';
import { readDocument } from './read-document.ts';
import { readLines } from './read-lines.ts';
import type { SentPoint } from './sent-point.ts';

const mebibyte = 1_024 * 1_024;

/** How points are sent. */
export interface SentAs {
  readonly isPacked: boolean;
  read(chunks: AsyncIterable<Buffer>): AsyncIterable<SentPoint>;
}

/** Reads how they are sent from the headers. @throws NotServed for any other way */
export function sentAs({
  'content-type': type = '',
  'content-encoding': encoding = 'identity',
}: IncomingHttpHeaders): SentAs {
  const packing = encoding.trim().toLowerCase();
  if (packing !== 'identity' && packing !== 'gzip') throw unsupported('A body is packed with gzip or not at all');
  const isPacked = packing === 'gzip';
  const [mediaType = ''] = type.toLowerCase().split(';', 1);
  if (mediaType.trim() === 'application/x-ndjson') return { isPacked, read: readLines };
  if (mediaType.trim() !== 'application/json') throw unsupported('Points are application/json or application/x-ndjson');
  return { isPacked, read: (chunks) => readDocument(chunks, (isPacked ? 10 : 1) * mebibyte) };
}

const unsupported = (message: string) => new NotServed({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message });
