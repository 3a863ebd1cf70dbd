import { z } from 'zod';
import { NotServed } from './not-served.ts';
import { longestPoint, type SentPoint, sentPoint, tooLong } from './sent-point.ts';

const document = z.union([
  z.array(z.unknown()),
  z.object({ points: z.array(z.unknown()) }).transform(({ points }) => points),
]);

/** Points as one JSON document has them: a list, or an object with `points`. @throws NotServed where it is none, or too long */
export async function* readDocument(chunks: AsyncIterable<Buffer>, longestBytes: number): AsyncGenerator<SentPoint> {
  const { success, data: points } = document.safeParse(parse(await whole(chunks, longestBytes)));
  if (!success) throw malformed('Expected a list of points, or an object with `points`');
  for (const [index, written] of points.entries()) {
    const point = sentPoint(written, 0);
    const bytes = Buffer.byteLength(JSON.stringify(point.point));
    if (bytes > longestPoint) throw tooLong({ index });
    yield { ...point, bytes };
  }
}

async function whole(chunks: AsyncIterable<Buffer>, longestBytes: number): Promise<Buffer> {
  const read: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    read.push(chunk);
    bytes += chunk.length;
    if (bytes > longestBytes) {
      const message = `A document has at most ${longestBytes} bytes: send several, or NDJSON`;
      throw new NotServed({ status: 413, code: 'PAYLOAD_TOO_LARGE', message });
    }
  }
  return Buffer.concat(read);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw malformed('The body is no JSON');
  }
}

const malformed = (message: string) => new NotServed({ status: 400, code: 'BAD_REQUEST', message });
