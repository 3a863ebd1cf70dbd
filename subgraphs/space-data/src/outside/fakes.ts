import { type FakeAstronomyApi, fakeAstronomyApi } from './astronomy-api/fake.ts';
import { type FakeCelestrak, fakeCelestrak } from './celestrak/fake.ts';
import type { Failure, FakeUpstream } from './fake-upstream.ts';
import { fakeOpenNotify, type FakeWhereTheIssAt, fakeWhereTheIssAt } from './iss-position/fake.ts';
import { type FakeGallery, fakeGallery } from './jwst-gallery/fake.ts';
import { type FakeMast, fakeMast } from './jwst/fake.ts';
import { type FakeLaunchLibrary, fakeLaunchLibrary } from './launches/fake.ts';
import { type FakeNasa, fakeNasa } from './nasa/fake.ts';
import { type FakeOsdr, fakeOsdr } from './osdr/fake.ts';
import type { SourceAddresses, SourceKeys } from './sources.ts';

/** Every source outside, played over HTTP on free ports of this machine. */
export interface Fakes extends Record<keyof SourceAddresses, FakeUpstream> {
  readonly celestrak: FakeCelestrak;
  readonly whereTheIssAt: FakeWhereTheIssAt;
  readonly launchLibrary: FakeLaunchLibrary;
  readonly astronomyApi: FakeAstronomyApi;
  readonly nasa: FakeNasa;
  readonly osdr: FakeOsdr;
  readonly mast: FakeMast;
  readonly jwstGallery: FakeGallery;
}

/** Fakes that are closed together. */
export interface OpenFakes extends AsyncDisposable {
  readonly fakes: Fakes;
  /** Where they are found. */
  readonly addresses: SourceAddresses;
  /** Has every one of them fail like this from now on, or be well again. */
  failAll(failure: Failure | undefined): void;
}

/** What to be known by: fakes take anything. */
export const testKeys = {
  astronomyApi: { id: 'app', secret: 'of a test' },
  nasa: 'k3y-for-nasa',
  jwstGallery: 'k3y-of-the-gallery',
} satisfies SourceKeys;

/** Opens all of them, at the time that whoever opens them tells. */
export async function openFakes(now: () => Temporal.Instant): Promise<OpenFakes> {
  await using opened = new AsyncDisposableStack();
  const fakes: Fakes = {
    celestrak: opened.use(await fakeCelestrak(now)),
    whereTheIssAt: opened.use(await fakeWhereTheIssAt(now)),
    openNotify: opened.use(await fakeOpenNotify(now)),
    launchLibrary: opened.use(await fakeLaunchLibrary(now)),
    astronomyApi: opened.use(await fakeAstronomyApi()),
    nasa: opened.use(await fakeNasa(now)),
    osdr: opened.use(await fakeOsdr(now)),
    mast: opened.use(await fakeMast(now)),
    jwstGallery: opened.use(await fakeGallery()),
  };
  const addresses: SourceAddresses = {
    celestrak: fakes.celestrak.url,
    whereTheIssAt: fakes.whereTheIssAt.url,
    openNotify: fakes.openNotify.url,
    launchLibrary: fakes.launchLibrary.url,
    astronomyApi: fakes.astronomyApi.url,
    nasa: fakes.nasa.url,
    osdr: fakes.osdr.url,
    mast: fakes.mast.url,
    jwstGallery: fakes.jwstGallery.url,
  };
  const open = opened.move();
  const failAll = (failure: Failure | undefined) =>
    Object.values<FakeUpstream>({ ...fakes }).forEach((fake) => fake.fail(failure));
  return { fakes, addresses, failAll, [Symbol.asyncDispose]: () => open.disposeAsync() };
}
