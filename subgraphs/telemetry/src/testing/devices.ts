import { registerDevice } from '../actions/register-device.ts';
import type { NewDevice } from '../domain/new-device.ts';
import type { OpenTelemetry } from './open-telemetry.ts';

/** A device without a place that measures the temperature, unless told otherwise. */
export async function openDevice({ scope }: OpenTelemetry, given: Partial<NewDevice> = {}): Promise<string> {
  const input = { name: 'Thermometer', capabilities: [{ metric: 'temperature', unit: 'Cel' }], ...given };
  const { device } = await registerDevice(scope(), { input });
  return device.id;
}
