import { expect, test } from 'vitest';
import { type Harness, numberedFrom, numberOf, numbersIn, numbersUpTo, publishInTheEnd, readUntil, testStream, untilLeft } from './harness.ts';

const patience = { timeout: 15_000 };

/** What a cut connection must not break. */
export function outages({ open, cut }: Harness): void {
  test('what is published again and again across outages stands in its stream once and in order', patience, async () => {
    await using bus = await open();
    const stream = testStream();
    await bus.declare([stream]);

    const publishing = (async () => {
      for (const call of numbersUpTo(30)) {
        await publishInTheEnd(bus, stream.name, numberedFrom(stream.subject('a'), call * 10 - 9, call * 10));
      }
    })();
    await cut();
    await cut();
    await publishing;

    expect(await numbersIn(bus, stream)).toEqual(numbersUpTo(300));
  });

  test('a reader goes on after an outage: nothing is lost, nothing comes twice, the order is kept', patience, async () => {
    await using bus = await open();
    const stream = testStream();
    await bus.declare([stream]);
    const reading = readUntil(bus.read(stream.name, { from: 'start', signal: untilLeft() }), 60);

    for (const last of [20, 40, 60]) {
      await publishInTheEnd(bus, stream.name, numberedFrom(stream.subject('a'), last - 19, last - 10));
      await cut();
      await publishInTheEnd(bus, stream.name, numberedFrom(stream.subject('a'), last - 9, last));
    }

    expect((await reading).map(numberOf)).toEqual(numbersUpTo(60));
  });

  test('a consumer goes on after an outage: nothing is lost', patience, async () => {
    await using bus = await open();
    const stream = testStream();
    await bus.declare([stream]);
    const handled = new Set<number>();

    await using _consumer = bus.consume(stream.name, {
      durable: 'enduring',
      handle: async (stored) => {
        if (numberOf(stored) === 15) await cut();
        handled.add(numberOf(stored));
      },
    });
    await publishInTheEnd(bus, stream.name, numberedFrom(stream.subject('a'), 1, 30));
    await expect.poll(() => handled.has(15), patience).toBe(true);
    await cut();
    await publishInTheEnd(bus, stream.name, numberedFrom(stream.subject('a'), 31, 60));

    await expect.poll(() => [...handled].toSorted((left, right) => left - right), patience).toEqual(numbersUpTo(60));
  });

  test('an event that waits for its next attempt outlasts an outage', patience, async () => {
    await using bus = await open();
    const stream = testStream();
    await bus.declare([stream]);
    let attempts = 0;

    await using _consumer = bus.consume(stream.name, {
      durable: 'patient',
      retryDelaysMs: [200, 200, 200],
      handle: async () => {
        if (++attempts === 1) throw new Error('not yet');
      },
    });
    await bus.publish(stream.name, numberedFrom(stream.subject('a'), 1, 1));
    await expect.poll(() => attempts).toBe(1);
    await cut();

    await expect.poll(() => attempts, patience).toBe(2);
  });

  test('the log answers again after an outage', patience, async () => {
    await using bus = await open();

    await cut();

    await expect.poll(() => bus.ping().then(() => 'answers', () => 'silent'), patience).toBe('answers');
  });
}
