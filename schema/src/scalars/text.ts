import { textScalar } from './text-scalar.ts';

/** ISO 4217 code. */
export const currency = textScalar({
  name: 'Currency',
  expects: 'an ISO 4217 code such as EUR',
  pattern: /^[A-Z]{3}$/,
  parse: (text) => {
    if (!Intl.supportedValuesOf('currency').includes(text)) throw new RangeError(`${text} is no currency`);
    return text;
  },
});

/** Opaque here: whoever made it reads it. */
export const cursor = textScalar({
  name: 'Cursor',
  expects: 'a cursor from an earlier answer',
  pattern: /^\S{1,1000}$/,
  parse: (text) => text,
});

/** Absolute web address (WHATWG). */
export const url = textScalar({
  name: 'URL',
  expects: 'an absolute http or https address',
  pattern: /^https?:\/\/\S{1,2000}$/,
  parse: (text) => new URL(text),
});
