/** Crockford's base 32: no I, L, O or U, so that it can be read out. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Bytes of randomness in a reference: 32^8 ≈ 10^12 of them, so one cannot be guessed from another. */
export const referenceLength = 8;

/** A reference such as `7K3M9QXA`, from as many random bytes as it has characters. */
export const referenceFrom = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => alphabet.charAt(byte % alphabet.length)).join('');

/** A reference as people type it: any case, with blanks or dashes between, and with the letters that look like digits. */
export const normaliseReference = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
