import { invalid } from './accept.ts';
import type { Email } from './email.ts';

/** The domain of the demo's accounts, whose password everybody knows. Mail never gets there (RFC 6761). */
export const demoDomain = 'demo.constellation.test';

/** The demo's partner; what it is called tells it from others. */
export const demoPartnerName = 'Demo Partner';

export const isOfDemo = ({ key }: Email): boolean => key.endsWith(`@${demoDomain}`);

/** @throws Refusal INVALID_INPUT for an address of the demo in a mutation's input. */
export function refuseOfDemo(email: Email): void {
  if (isOfDemo(email)) throw invalid('is kept for the demo', 'input', 'email');
}

/** @throws Refusal INVALID_INPUT for a partner that is called as the demo's. */
export function refuseDemoPartner(name: string): void {
  if (name === demoPartnerName) throw invalid('is kept for the demo', 'name');
}
