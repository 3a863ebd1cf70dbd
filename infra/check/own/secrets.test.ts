import { expect, test } from 'vitest';
import { houseSecrets } from './house.ts';
import { secretComplaints } from './secrets.ts';

const letters = 'aB3dE5gH';

// Put together here, so that this file has none in it.
test.for([
  ['-----BEGIN', 'PRIVATE KEY-----'].join(' '),
  ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' '),
  `{ "kty": "EC", "x": "…", "d": "${letters.repeat(4)}" }`,
  `AKIA${'ABCD1234'.repeat(2)}`,
  `ghp_${letters.repeat(5)}`,
  `AIza${letters.repeat(4)}abc`,
  `${['sk', 'live'].join('_')}_${letters.repeat(2)}`,
  `Bearer eyJ${letters.repeat(2)}.eyJ${letters.repeat(2)}.${letters.repeat(2)}`,
  `?api_key=${letters.repeat(5)}`,
])('“%s” is taken for a secret wherever it stands', (line) => {
  expect(secretComplaints('a.ts', `x\n${line}`)).toEqual([expect.stringMatching(/^a\.ts:2 looks like a/)]);
});

test.for([
  'POSTGRES_PASSWORD: swordfish',
  "  NASA_API_KEY: 'DEMO'",
  'X_SECRET=swordfish',
  'postgres://me:swordfish@db/x',
])('“%s” is taken for one where settings are, not in a test', (line) => {
  expect(secretComplaints('docker-compose.yml', line)).toHaveLength(1);
  expect(secretComplaints('a.test.ts', line)).toEqual([]);
});

test.for([
  'POSTGRES_PASSWORD=',
  'POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?set it}',
  "NASA_API_KEY: '${NASA_API_KEY:-}'",
  'ADMIN_PASSWORD_FILE: /run/secrets/admin',
  'postgres://postgres:${POSTGRES_PASSWORD}@db',
  'env: { POSTGRES_PASSWORD: only-for-this-run }',
  `integrity: sha512-${letters.repeat(5)}/${letters.repeat(5)}+${letters.repeat(6)}==`,
  'uses: checkout@0123456789abcdef0123456789abcdef01234567',
])('“%s” is none', (line) => {
  expect(secretComplaints('docker-compose.yml', line)).toEqual([]);
});

test('nothing in the repository looks like a secret', () => {
  expect(houseSecrets()).toEqual([]);
});
