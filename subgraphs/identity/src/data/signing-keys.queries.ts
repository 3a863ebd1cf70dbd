import { type EntityManager, parseInstant, rows, sql } from '@constellation/kit';

/** An Ed25519 key as JSON Web Key. */
export type Jwk = Readonly<Record<string, unknown>>;

/** A key that signs access tokens, or has. */
export interface SigningKey {
  /** Counts the keys; the next one has the next number. */
  readonly sequence: number;
  /** Thumbprint of the public key (RFC 7638). */
  readonly kid: string;
  readonly privateJwk: Jwk;
  readonly publicJwk: Jwk;
  readonly createdAt: Temporal.Instant;
}

/** All keys, oldest first. */
export async function signingKeys(em: EntityManager): Promise<readonly SigningKey[]> {
  const found = await rows(
    em,
    sql<Omit<SigningKey, 'createdAt'> & { createdAt: string }>`
      select sequence, kid, private_jwk as "privateJwk", public_jwk as "publicJwk", created_at as "createdAt"
      from signing_keys order by sequence`,
  );
  return found.map((key) => ({ ...key, createdAt: parseInstant(key.createdAt) }));
}

/** Keeps a key; of several with one number the first stays. */
export const insertSigningKey = (tx: EntityManager, { sequence, kid, privateJwk, publicJwk, createdAt }: SigningKey) =>
  rows(
    tx,
    sql`insert into signing_keys (sequence, kid, private_jwk, public_jwk, created_at)
      values (${sequence}, ${kid}, ${JSON.stringify(privateJwk)}, ${JSON.stringify(publicJwk)}, ${createdAt.toString()})
      on conflict (sequence) do nothing`,
  );

/** Forgets keys. */
export const deleteSigningKeys = (tx: EntityManager, kids: readonly string[]) =>
  rows(tx, sql`delete from signing_keys where kid = any(${kids}::text[])`);
