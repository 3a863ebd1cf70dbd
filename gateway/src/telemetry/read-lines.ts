import { NotServed } from './not-served.ts';
import { longestPoint, type SentPoint, sentPoint, tooLong } from './sent-point.ts';

/** Points as NDJSON has them, one a line; empty lines are passed over. @throws NotServed at a line that is none */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<SentPoint> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let number = 0;
  for await (const line of linesIn(chunks)) {
    number += 1;
    const place = { line: number };
    if (line.length > longestPoint) throw tooLong(place);
    const written = parse(decoder, line, place);
    if (written !== undefined) yield sentPoint(written, line.length);
  }
}

function parse(decoder: TextDecoder, line: Buffer, place: { readonly line: number }): unknown {
  try {
    const text = decoder.decode(line);
    return text.trim() === '' ? undefined : JSON.parse(text);
  } catch {
    const message = `Line ${place.line} is no JSON`;
    throw new NotServed({ status: 400, code: 'BAD_REQUEST', message, details: place });
  }
}

async function* linesIn(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let begun = Buffer.alloc(0);
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
      yield Buffer.concat([begun, chunk.subarray(from, end)]);
      begun = Buffer.alloc(0);
      from = end + 1;
    }
    begun = Buffer.concat([begun, chunk.subarray(from)]);
    // No more of it is waited for.
    if (begun.length > longestPoint) break;
  }
  if (begun.length > 0) yield begun;
}
