import { readWrittenInstant } from '@constellation/kit/written-instant';
import { largest } from './magnitude.ts';
import { newDevice } from './new-device.ts';
import { type Quantity, quantityOf } from './quantity.ts';

/** A sensor as another system wrote it into a line of a file; nothing is judged yet. */
export interface ForeignSensor {
  readonly line: number;
  /** What the other system knows it by. */
  readonly id: string | null;
  readonly name: string | null;
  readonly type: string | null;
  readonly location: string | null;
  readonly value: string | null;
  readonly unit: string | null;
  readonly status: string | null;
  /** A date or an instant, in UTC where it does not say; so is `createdAt`. */
  readonly lastUpdated: string | null;
  readonly createdAt: string | null;
}

/** Why a sensor was not taken over. */
export interface SensorRejection extends Pick<ForeignSensor, 'line' | 'id'> {
  readonly code: SensorRejectionCode;
  /** For a person. */
  readonly reason: string;
}

export type SensorRejectionCode = 'BAD_ID' | 'BAD_NAME' | 'UNKNOWN_TYPE' | 'UNKNOWN_UNIT' | 'BAD_VALUE' | 'BAD_TIME';

/** A sensor that can become a device. */
export interface Newcomer extends Quantity {
  /** What the other system knows it by. */
  readonly id: string;
  readonly name: string;
  readonly model: string;
  readonly location: string;
  /** The newest that it measured. */
  readonly measured: { readonly time: Temporal.Instant; readonly value: number } | null;
  readonly createdAt: Temporal.Instant | null;
}

export const isRejection = (judged: Newcomer | SensorRejection): judged is SensorRejection => 'code' in judged;
export const isNewcomer = (judged: Newcomer | SensorRejection): judged is Newcomer => !isRejection(judged);

/** Judges a sensor by what stands in its line alone. */
export function judgeSensor(sensor: ForeignSensor): Newcomer | SensorRejection {
  const { line, id } = sensor;
  const refuse = (code: SensorRejectionCode, reason: string): SensorRejection => ({ line, id, code, reason });
  if (id === null || !/^[\w.:-]{1,100}$/.test(id))
    return refuse('BAD_ID', 'the id must have 1 to 100 letters or digits');
  const name = newDevice.shape.name.safeParse(sensor.name ?? '').data;
  if (name === undefined) return refuse('BAD_NAME', 'the name must be one line of 1 to 200 characters');
  const quantity = quantityOf(sensor.type, sensor.unit);
  if (quantity === 'UNKNOWN_TYPE') return refuse(quantity, 'nobody knows what sensors of this type measure');
  if (quantity === 'UNKNOWN_UNIT')
    return refuse(quantity, 'nobody knows the unit, or sensors of this type have another');
  const [value, lastUpdated, createdAt] = [
    numberOf(sensor.value),
    readWrittenInstant(sensor.lastUpdated),
    readWrittenInstant(sensor.createdAt),
  ];
  if (value === undefined) return refuse('BAD_VALUE', 'the value must be a number, and none beyond 1e100');
  if (lastUpdated === undefined || createdAt === undefined)
    return refuse('BAD_TIME', 'the times must be dates or instants');
  const isUntouched = sensor.status === 'inactive' && lastUpdated && createdAt?.equals(lastUpdated);
  return {
    ...quantity,
    id,
    name,
    model: `${quantity.metric} sensor`,
    location: sensor.location ?? '',
    // A sensor that was never heard of is inactive there since it was made, with a value of 0 that nobody measured.
    measured: value === null || lastUpdated === null || isUntouched ? null : { time: lastUpdated, value },
    createdAt,
  };
}

/** Null where there is none, undefined where it is no number that is taken. */
function numberOf(text: string | null): number | null | undefined {
  if (text === null || text === '') return null;
  const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  return Math.abs(value) <= largest ? value : undefined;
}
