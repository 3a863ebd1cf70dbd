/** What a client may show of itself. */
export type Credential =
  | { readonly kind: 'TOKEN'; readonly token: string }
  | { readonly kind: 'KEY'; readonly key: string }
  | { readonly kind: 'DEVICE'; readonly secret: string }
  | { readonly kind: 'PASSWORD'; readonly email: string; readonly password: string };

/** Longer ones are nothing of ours; nothing is done for them. */
const longest = 16_384;

const shape = /^(?<scheme>bearer|basic) +(?<shown>[\w.~+/-]+=*) *$/i;
const token = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const key = /^cst_[0-9a-f]{8}_[\w-]{43}$/;
const secret = /^csd_[0-9a-f]{8}_[\w-]{43}$/;

/** Reads the header `authorization`: a token, a key or a device's secret as `Bearer …`, or `Basic …` (RFC 7617); undefined for anything else. */
export function readCredential(authorization: string): Credential | undefined {
  const { scheme = '', shown = '' } = (authorization.length <= longest && shape.exec(authorization)?.groups) || {};
  if (scheme.toLowerCase() === 'basic') return readPassword(shown);
  if (token.test(shown)) return { kind: 'TOKEN', token: shown };
  if (key.test(shown)) return { kind: 'KEY', key: shown };
  return secret.test(shown) ? { kind: 'DEVICE', secret: shown } : undefined;
}

/** The address ends at the first colon, so that passwords may have some; neither has control characters. */
const pair = /^(?<email>[^\p{Cc}:]+):(?<password>\P{Cc}*)$/u;

function readPassword(encoded: string): Credential | undefined {
  const { email, password } = pair.exec(textIn(encoded) ?? '')?.groups ?? {};
  return email === undefined || password === undefined ? undefined : { kind: 'PASSWORD', email, password };
}

/** Base64 as RFC 4648 has it, padded, of UTF-8; undefined for what is nearly that. */
function textIn(encoded: string): string | undefined {
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64') !== encoded) return undefined;
  const text = bytes.toString();
  return Buffer.from(text).equals(bytes) ? text : undefined;
}
