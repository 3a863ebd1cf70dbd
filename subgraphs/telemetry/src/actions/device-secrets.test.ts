import { newId, rows, sql } from '@constellation/kit';
import { platformKinds } from '@constellation/kit/testing';
import { identityRevoked } from '@constellation/schema';
import { afterAll, expect, test } from 'vitest';
import { type OpenTelemetry, openTelemetry } from '../testing/open-telemetry.ts';
import { device, host, manager } from '../testing/people.ts';
import { knownVenue } from '../testing/venues.ts';
import { decommissionDevice } from './decommission-device.ts';
import { judgeSecret } from './judge-secret.ts';
import { registerDevice } from './register-device.ts';
import { rotateDeviceSecret } from './rotate-device-secret.ts';

const opened = await Promise.all(platformKinds.map((kind) => openTelemetry(kind)));
afterAll(async () => void (await Promise.all(opened.map((each) => each[Symbol.asyncDispose]()))));

const hourMs = 60 * 60 * 1_000;

async function newDevice({ scope }: OpenTelemetry, venueId: string | null = null) {
  const input = { name: 'Door', venueId, capabilities: [{ metric: 'open', kind: 'BOOLEAN' as const }] };
  const { device: made, secret } = await registerDevice(scope(), { input });
  return { id: made.id, secret };
}

const judge = ({ scope }: OpenTelemetry, secret: string) => judgeSecret(scope(), secret);

const rotate = async ({ scope }: OpenTelemetry, id: string) => (await rotateDeviceSecret(scope(), { id })).secret;

const ended = { code: 'INVALID_CREDENTIALS' };

const revocationsOf = ({ scope }: OpenTelemetry, id: string) =>
  rows(
    scope().em,
    sql`select version, event ->> 'source' as source, event -> 'data' ->> 'sessionId' as "sessionId",
        event -> 'data' ->> 'reason' as reason
      from outbox where aggregate = ${id} and stream = 'IDENTITY' order by version`,
  );

test.for(opened)('on the $kind platform a secret speaks for its device', async (telemetry) => {
  const { id, secret } = await newDevice(telemetry);

  expect(secret).toMatch(/^csd_[0-9a-f]{8}_[\w-]{43}$/);
  expect(await judge(telemetry, secret)).toEqual({
    principal: { ...device(id), sessionId: expect.any(String) },
    version: 0,
    expiresAt: expect.any(Number),
  });
  for (const wrong of [`${secret.slice(0, -1)}.`, secret.slice(0, 12), '', '\0'])
    await expect(judge(telemetry, wrong)).rejects.toMatchObject(ended);
});

test.for(opened)(
  'on the $kind platform after a rotation the secret before is good for a day, and any older one ends at once',
  async (telemetry) => {
    const { clock } = telemetry.platform;
    const { id, secret: first } = await newDevice(telemetry);
    const oldest = await judge(telemetry, first);

    const second = await rotate(telemetry, id);
    const before = await judge(telemetry, first);
    const third = await rotate(telemetry, id);

    expect(before).toMatchObject({ principal: oldest.principal, version: 0 });
    await expect(judge(telemetry, first)).rejects.toMatchObject(ended);
    expect(await judge(telemetry, second)).toMatchObject({ principal: { id }, version: 1 });
    expect(await judge(telemetry, third)).toMatchObject({ principal: { id }, version: 1 });
    const sessionId = oldest.principal.sessionId;
    expect(await revocationsOf(telemetry, id)).toEqual([
      { version: 1, source: '/subgraphs/telemetry', sessionId, reason: 'SECRET_ROTATED' },
    ]);

    await clock.advance(24 * hourMs - 10 * 60_000);
    expect(await judge(telemetry, second)).toMatchObject({ principal: { id } });
    await clock.advance(11 * 60_000);
    await expect(judge(telemetry, second)).rejects.toMatchObject(ended);
    expect(await judge(telemetry, third)).toMatchObject({ principal: { id } });
  },
);

test.for(opened)(
  'on the $kind platform what a secret was judged good for ends after a day, and no later than the secret that is rotated then',
  async (telemetry) => {
    const { clock } = telemetry.platform;
    const { id, secret } = await newDevice(telemetry);
    const judgedAt = clock.now().epochMilliseconds;

    const newest = await judge(telemetry, secret);
    await rotate(telemetry, id);
    const rotated = await judge(telemetry, secret);
    await clock.advance(hourMs);
    const later = await judge(telemetry, secret);

    expect(newest.expiresAt).toBeGreaterThanOrEqual(judgedAt + 24 * hourMs);
    expect(newest.expiresAt).toBeLessThanOrEqual(rotated.expiresAt);
    expect(later.expiresAt).toBe(rotated.expiresAt);
  },
);

test.for(opened)('on the $kind platform what ended by itself is not revoked as well', async (telemetry) => {
  const { id } = await newDevice(telemetry);
  await rotate(telemetry, id);
  await telemetry.platform.clock.advance(25 * hourMs);

  const newest = await rotate(telemetry, id);

  expect(await judge(telemetry, newest)).toMatchObject({ version: 0 });
  expect(await revocationsOf(telemetry, id)).toEqual([]);
});

test.for(opened)(
  'on the $kind platform the secrets of a device end with it, once, and everybody hears of it',
  async (telemetry) => {
    const { scope, platform } = telemetry;
    const { id, secret: first } = await newDevice(telemetry);
    const second = await rotate(telemetry, id);
    const sessions = [await judge(telemetry, first), await judge(telemetry, second)].map(
      ({ principal }) => principal.sessionId,
    );

    const all = await Promise.all(Array.from({ length: 5 }, () => decommissionDevice(scope(), { id })));

    expect(new Set(all.map(({ status, version }) => `${status} ${version}`))).toEqual(new Set(['DECOMMISSIONED 2']));
    for (const secret of [first, second]) await expect(judge(telemetry, secret)).rejects.toMatchObject(ended);
    const revoked = { source: '/subgraphs/telemetry', reason: 'DECOMMISSIONED' };
    expect(await revocationsOf(telemetry, id)).toEqual([
      { ...revoked, version: 1, sessionId: sessions[0] },
      { ...revoked, version: 2, sessionId: sessions[1] },
    ]);
    await expect
      .poll(() => platform.bus.last('IDENTITY', `identity.revoked.${id}`))
      .toMatchObject({
        event: { type: identityRevoked.type, version: 2, data: { principalId: id, sessionId: sessions[1] } },
      });
    await expect(rotate(telemetry, id)).rejects.toMatchObject({ code: 'DEVICE_DECOMMISSIONED' });
  },
);

test.for(opened)('on the $kind platform many rotations at once leave two secrets that are good', async (telemetry) => {
  const { id } = await newDevice(telemetry);

  const secrets = await Promise.all(Array.from({ length: 8 }, () => rotate(telemetry, id)));

  const judged = await Promise.allSettled(secrets.map((secret) => judge(telemetry, secret)));
  expect(judged.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  const versions = (await revocationsOf(telemetry, id)).map((each) => Reflect.get(Object(each), 'version'));
  expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test.for(opened)('on the $kind platform secrets and devices are for managers of their venue', async (telemetry) => {
  const { scope } = telemetry;
  const [venue, other] = [await knownVenue(telemetry), await knownVenue(telemetry)];
  const { id } = await newDevice(telemetry, venue.id);
  const { id: placeless } = await newDevice(telemetry);

  for (const command of [rotateDeviceSecret, decommissionDevice]) {
    for (const principal of [host(venue), manager(other), device(id)])
      await expect(command(scope(principal), { id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(command(scope(manager(venue)), { id: placeless })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    for (const missing of [newId(), 'nothing'])
      await expect(command(scope(), { id: missing })).rejects.toMatchObject({ code: 'NOT_FOUND', inputPath: ['id'] });
    await command(scope(manager(venue)), { id });
  }
});
