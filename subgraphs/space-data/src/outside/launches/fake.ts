import { type FakeUpstream, openFake } from '../fake-upstream.ts';

/** A launch as a test has it told; what it leaves out is as usual. */
export interface FakeLaunch {
  readonly id: string;
  readonly net: Temporal.Instant | null;
  readonly precision?: string;
  readonly status?: string;
  /** Whether nothing is known of how exactly, from where and what for. */
  readonly isVague?: boolean;
}

/** Documented (ll.thespacedevs.com/docs, LaunchNormal of 2.3.0), of which most is left out; with a field that we do not know. */
const told = ({ id, net, precision = 'Minute', status = 'Go for Launch', isVague = false }: FakeLaunch) => ({
  id,
  url: `https://ll.thespacedevs.com/2.3.0/launches/${id}/`,
  name: 'Falcon 9 Block 5 | Starlink Group 15-12',
  response_mode: 'normal',
  status: { id: 1, name: status, abbrev: 'Go', description: '' },
  net: net?.toString({ smallestUnit: 'second' }) ?? null,
  net_precision: isVague ? null : { id: 1, name: precision, abbrev: 'MIN', description: '' },
  launch_service_provider: { id: 121, name: 'SpaceX', abbrev: 'SpX' },
  mission: isVague ? null : { id: 1254, name: 'Starlink Group 15-12', type: 'Communications' },
  pad: isVague
    ? null
    : { id: 80, name: 'Space Launch Complex 40', location: { id: 12, name: 'Cape Canaveral SFS, FL, USA' } },
  something_new: { of: 'next year' },
});

/** Launch Library as far as we ask it: it tells three launches, days away, unless told otherwise. */
export interface FakeLaunchLibrary extends FakeUpstream {
  tell(launches: readonly FakeLaunch[]): void;
}

/** Ids that a launch can have. */
export const launchId = (number: number): string => `cd199e27-63cd-409c-817c-${number.toString().padStart(12, '0')}`;

const usual = (now: Temporal.Instant): FakeLaunch[] => [
  { id: launchId(1), net: now.add({ hours: 10 * 24 }) },
  { id: launchId(2), net: now.add({ hours: 20 * 24 }), precision: 'Month', status: 'To Be Determined' },
  { id: launchId(3), net: now.add({ hours: 30 * 24 }), isVague: true },
];

/** Opens one whose time is told by whoever opens it. */
export async function fakeLaunchLibrary(now: () => Temporal.Instant): Promise<FakeLaunchLibrary> {
  let launches: readonly FakeLaunch[] | undefined;
  const fake = await openFake(() => {
    const results = (launches ?? usual(now())).map(told);
    return { body: JSON.stringify({ count: results.length, next: null, previous: null, results }) };
  });
  return Object.assign(fake, { tell: (next: readonly FakeLaunch[]) => void (launches = next) });
}
