import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoPartnerName } from '@constellation/identity';
import * as operations from './operations.ts';
import { runOperation, type Subgraph } from './run-operation.ts';

const name = demoPartnerName;
const scopes = ['bookings:read', 'bookings:write'];

/**
 * Sees to it that there is a partner and returns a key of theirs. Keys are shown once, so it is kept beside the data; where
 * it is lost they get another one.
 */
export async function seedPartner(identity: Subgraph, dataDirectory: string): Promise<string> {
  const file = join(dataDirectory, 'demo-partner-key');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return kept.trim();
  const { partners } = await runOperation(identity, operations.findPartners, {});
  const known = partners.edges.find(({ node }) => node.name === name)?.node;
  const partner = known ?? (await runOperation(identity, operations.createPartner, { name })).done.partner;
  const variables = { partnerId: partner.id, name: 'Demo', scopes };
  const { key } = (await runOperation(identity, operations.createApiKey, variables)).done;
  await writeFile(file, `${key}\n`, { mode: 0o600 });
  return key;
}
