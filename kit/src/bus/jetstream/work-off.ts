import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';

/** The server gives an event to someone else when it has not heard of it for this long. */
export const ackWaitMs = 5_000;

/**
 * Acts on messages one after the other as they come, and tells the server meanwhile that those which wait their turn
 * are in good hands. Once the signal aborts it ends with the message in hand and gives the others back. A message on
 * which acting throws comes again when the server has waited long enough.
 */
export async function workOff(
  messages: ConsumerMessages,
  act: (message: JsMsg) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const held = new Set<JsMsg>();
  const errors: unknown[] = [];
  let work = Promise.resolve();
  const take = (message: JsMsg) => {
    held.add(message);
    work = work
      .then(() => (signal.aborted ? message.nak() : act(message)))
      .catch((error: unknown) => void errors.push(error))
      .finally(() => held.delete(message));
  };

  const close = () => void messages.close();
  const reassure = setInterval(() => held.forEach((message) => message.working()), ackWaitMs / 3);
  signal.addEventListener('abort', close);
  try {
    if (signal.aborted) close();
    for await (const message of messages) take(message);
  } finally {
    await work;
    signal.removeEventListener('abort', close);
    clearInterval(reassure);
  }
  if (errors.length > 0) throw errors[0];
}
