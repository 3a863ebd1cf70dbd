import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';

/** The server gives an event to someone else when it has not heard of it for this long. */
export const ackWaitMs = 5_000;

/**
 * Acts on messages one after the other as they come, and tells the server meanwhile that those which wait their turn
 * are in good hands. Once the signal aborts it ends with the message in hand and gives the others back.
 */
export async function workOff(
  messages: ConsumerMessages,
  act: (message: JsMsg) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const held = new Set<JsMsg>();
  let work = Promise.resolve();
  const take = (message: JsMsg) => {
    held.add(message);
    work = work
      .then(() => (signal.aborted ? message.nak() : act(message)))
      .finally(() => held.delete(message));
  };

  const close = () => void messages.close();
  signal.addEventListener('abort', close);
  const reassure = setInterval(() => held.forEach((message) => message.working()), ackWaitMs / 3);
  try {
    if (signal.aborted) close();
    for await (const message of messages) take(message);
  } finally {
    await work.finally(() => clearInterval(reassure));
    signal.removeEventListener('abort', close);
  }
}
