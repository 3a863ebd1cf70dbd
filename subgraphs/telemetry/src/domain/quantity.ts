/** What sensors of other systems measure. */
export interface Quantity {
  readonly metric: string;
  /** As UCUM. */
  readonly unit: string;
}

/** Units by how they are written elsewhere, in small letters; then as UCUM. */
const units: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  temperature: new Map([
    ['°c', 'Cel'],
    ['c', 'Cel'],
    ['cel', 'Cel'],
    ['celsius', 'Cel'],
    ['°f', '[degF]'],
    ['f', '[degF]'],
    ['fahrenheit', '[degF]'],
    ['k', 'K'],
    ['kelvin', 'K'],
  ]),
  humidity: new Map([['%', '%']]),
  pressure: new Map([
    ['pa', 'Pa'],
    ['hpa', 'hPa'],
    ['kpa', 'kPa'],
    ['mbar', 'mbar'],
    ['mmhg', 'mm[Hg]'],
  ]),
  co2: new Map([['ppm', '[ppm]']]),
};

const plain = (text: string | null) => (text ?? '').normalize('NFKC').trim().toLowerCase();

/** What a type of sensor and its unit stand for; or which of the two nobody knows. */
export function quantityOf(type: string | null, unit: string | null): Quantity | 'UNKNOWN_TYPE' | 'UNKNOWN_UNIT' {
  const metric = plain(type);
  if (!Object.hasOwn(units, metric)) return 'UNKNOWN_TYPE';
  const known = units[metric]?.get(plain(unit));
  return known === undefined ? 'UNKNOWN_UNIT' : { metric, unit: known };
}
