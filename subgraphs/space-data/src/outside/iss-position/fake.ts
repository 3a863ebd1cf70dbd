import { type FakeUpstream, type GoodAnswer, openFake } from '../fake-upstream.ts';

/** wheretheiss.at as far as we ask it. */
export interface FakeWhereTheIssAt extends FakeUpstream {
  /** Answers this from now on, or what it usually does. */
  tell(answer: GoodAnswer | undefined): void;
}

/** Documented (wheretheiss.at/w/developer): where the ISS is, at the time that whoever opens it tells. */
export async function fakeWhereTheIssAt(now: () => Temporal.Instant): Promise<FakeWhereTheIssAt> {
  let told: GoodAnswer | undefined;
  const usual = () => ({
    body: JSON.stringify({
      name: 'iss',
      id: 25544,
      latitude: 50.11496269845,
      longitude: 118.07900427317,
      altitude: 408.05526028199,
      velocity: 27635.971970874,
      visibility: 'daylight',
      footprint: 4446.1877699772,
      timestamp: Math.floor(now().epochMilliseconds / 1_000),
      daynum: 2456543.4812616,
      solar_lat: -1.3327003598631,
      solar_lon: 238.78610691196,
      units: 'kilometers',
    }),
  });
  const fake = await openFake(() => told ?? usual());
  return Object.assign(fake, { tell: (answer: GoodAnswer | undefined) => void (told = answer) });
}

/** Documented (open-notify.org/Open-Notify-API/ISS-Location-Now): the same with numbers as text. */
export const fakeOpenNotify = (now: () => Temporal.Instant): Promise<FakeUpstream> =>
  openFake(() => ({
    body: JSON.stringify({
      message: 'success',
      timestamp: Math.floor(now().epochMilliseconds / 1_000),
      iss_position: { latitude: '-17.9617', longitude: '162.6117' },
    }),
  }));
