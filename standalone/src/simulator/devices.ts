import { chance, noise } from './noise.ts';
import { isNight, nightAir, power, presence, roomHumidity, roomTemperature } from './rhythms.ts';

/** Where devices are put up. */
export interface Place {
  readonly venueId: string;
  readonly kind: string;
  readonly timeZone: string;
  readonly rooms: readonly { readonly id: string; readonly name: string }[];
}

/** A moment of a device's life: its clock's hour with fractions, and how many beats of its clock there were since 1970. */
export interface Beat {
  readonly hour: number;
  readonly number: number;
}

/** What a device of the simulation measures: its capability, and what that is at a beat. */
interface Sensor {
  readonly capability: Readonly<Record<string, string | number | boolean>> & { readonly metric: string };
  readonly at: (beat: Beat) => number | string | boolean;
}

/** A device that there is not: it measures every so many seconds what its time of the day suggests. */
export interface SimulatedDevice {
  readonly name: string;
  readonly model: string;
  readonly venueId: string;
  readonly roomId: string | null;
  readonly timeZone: string;
  readonly everySeconds: number;
  readonly sensors: readonly Sensor[];
}

/** The devices of a place: in each room one for the climate and one that counts people, and those of the house. */
export const devicesOf = (place: Place): readonly SimulatedDevice[] => [
  ...place.rooms.flatMap((room) => [climateSensor(place, room), peopleCounter(place, room)]),
  frontDoor(place),
  electricityMeter(place),
  ...(place.kind === 'OBSERVATORY' || place.kind === 'PLANETARIUM' ? [telescopeDome(place)] : []),
];

type Room = Place['rooms'][number];

const climateSensor = ({ venueId, timeZone }: Place, { id, name }: Room): SimulatedDevice => ({
  name: `${name}: climate`,
  model: 'Simulated climate sensor',
  venueId,
  roomId: id,
  timeZone,
  everySeconds: 10,
  sensors: [
    {
      capability: { metric: 'temperature', unit: 'Cel', min: -40, max: 85, expectedEvery: 'PT2M' },
      at: ({ hour, number }) => rounded(roomTemperature(hour) + 2 * (chance(id) - 0.5) + 0.1 * noise(id, 't', number)),
    },
    {
      capability: { metric: 'humidity', unit: '%', min: 0, max: 100, expectedEvery: 'PT2M' },
      at: ({ hour, number }) => rounded(roomHumidity(hour) + 0.5 * noise(id, 'h', number)),
    },
  ],
});

const peopleCounter = ({ venueId, timeZone }: Place, { id, name }: Room): SimulatedDevice => ({
  name: `${name}: people`,
  model: 'Simulated people counter',
  venueId,
  roomId: id,
  timeZone,
  everySeconds: 20,
  sensors: [
    {
      capability: { metric: 'occupancy', unit: '{people}', min: 0, max: 1_000, expectedEvery: 'PT5M' },
      at: ({ hour, number }) => Math.max(0, Math.round(presence(hour) * 40 + 3 * noise(id, 'p', number))),
    },
  ],
});

/** Somebody comes in with nearly every beat while there are people; the count begins anew each night. */
const frontDoor = ({ venueId, timeZone }: Place): SimulatedDevice => ({
  name: 'Front door',
  model: 'Simulated door contact',
  venueId,
  roomId: null,
  timeZone,
  everySeconds: 30,
  sensors: [
    {
      capability: { metric: 'door.open', kind: 'BOOLEAN', expectedEvery: 'PT5M' },
      at: ({ hour, number }) => chance(venueId, 'door', number) < 0.5 * presence(hour),
    },
    {
      capability: { metric: 'door.entries', kind: 'COUNTER', unit: '{people}', min: 0 },
      at: ({ hour }) => Math.floor(totalUntil(hour, presence) * 60),
    },
  ],
});

const electricityMeter = ({ venueId, timeZone }: Place): SimulatedDevice => ({
  name: 'Electricity meter',
  model: 'Simulated meter',
  venueId,
  roomId: null,
  timeZone,
  everySeconds: 30,
  sensors: [
    {
      capability: { metric: 'power', unit: 'W', min: 0, max: 50_000, expectedEvery: 'PT5M' },
      at: ({ hour, number }) => Math.round(power(hour) + 300 * noise(venueId, 'w', number)),
    },
    {
      capability: { metric: 'energy', kind: 'COUNTER', unit: 'kW.h', min: 0 },
      at: ({ hour }) => rounded(totalUntil(hour, power) / 1_000),
    },
  ],
});

const telescopeDome = ({ venueId, timeZone }: Place): SimulatedDevice => ({
  name: 'Telescope dome',
  model: 'Simulated dome',
  venueId,
  roomId: null,
  timeZone,
  everySeconds: 15,
  sensors: [
    {
      capability: { metric: 'dome.shutter', kind: 'STATE', writable: true, expectedEvery: 'PT5M' },
      at: ({ hour }) => (isNight(hour) ? 'open' : 'closed'),
    },
    {
      capability: { metric: 'dome.azimuth', unit: 'deg', min: 0, max: 360, writable: true },
      at: ({ hour, number }) =>
        isNight(hour) ? rounded((hour * 15 + 2 * noise(venueId, 'a', number) + 360) % 360) : 0,
    },
    {
      capability: { metric: 'temperature', unit: 'Cel', min: -40, max: 85 },
      at: ({ hour, number }) => rounded(nightAir(hour) + 0.2 * noise(venueId, 'n', number)),
    },
  ],
});

const rounded = (value: number) => Math.round(value * 100) / 100;

/** What has come together from midnight to an hour, by steps of a tenth of an hour. */
function totalUntil(hour: number, rate: (hour: number) => number): number {
  const step = 0.1;
  const whole = Math.floor(hour / step);
  const steps = Array.from({ length: whole }, (_, index) => rate(index * step) * step);
  return steps.reduce((sum, each) => sum + each, 0) + rate(whole * step) * (hour - whole * step);
}
