import { anonymousPrincipal } from '@constellation/kit';
import { afterAll, expect, test } from 'vitest';
import { registerDevice } from '../actions/register-device.ts';
import { rotateDeviceSecret } from '../actions/rotate-device-secret.ts';
import { openTelemetry } from '../testing/open-telemetry.ts';

const telemetry = await openTelemetry();
afterAll(() => telemetry[Symbol.asyncDispose]());

const judge = (body: unknown) => telemetry.subgraph.post('/credentials', body, { principal: anonymousPrincipal });

test('a gateway is told whom a secret speaks for and until when, or that it speaks for nobody', async () => {
  const { scope } = telemetry;
  const input = { name: 'Thermometer', capabilities: [{ metric: 'temperature' }] };
  const { device, secret } = await registerDevice(scope(), { input });
  const newest = await judge({ kind: 'DEVICE', secret });

  await rotateDeviceSecret(scope(), device);

  expect(newest).toMatchObject({
    principal: { kind: 'DEVICE', id: device.id },
    version: 0,
    expiresAt: expect.any(Number),
  });
  expect(await judge({ kind: 'DEVICE', secret })).toEqual({ ...Object(newest), expiresAt: expect.any(Number) });
  expect(await judge({ kind: 'DEVICE', secret: 'csd_' })).toEqual({
    refused: { code: 'INVALID_CREDENTIALS', details: {} },
  });
});

test('a gateway that asks for something else is told nothing', async () => {
  await expect(judge({ kind: 'KEY', key: 'cst_' })).rejects.toThrow('kind');
  await expect(telemetry.subgraph.get('/credentials')).rejects.toThrow('no route');
});
