import { apod } from './apod/apod.ts';
import { astronomyApi, type AstronomyApiKey } from './astronomy-api/astronomy-api.ts';
import { celestrak } from './celestrak/celestrak.ts';
import { donki } from './donki/donki.ts';
import { issPosition, type ProviderAddresses } from './iss-position/iss-position.ts';
import { jwstGallery } from './jwst-gallery/jwst-gallery.ts';
import { jwst } from './jwst/jwst.ts';
import { launches } from './launches/launches.ts';
import { openNasa } from './nasa/nasa.ts';
import { neows } from './neows/neows.ts';
import { osdr } from './osdr/osdr.ts';
import type { Source } from './source.ts';
import { openUpstream, type UpstreamOptions } from './upstream.ts';

/** Where sources are found. */
export interface SourceAddresses extends ProviderAddresses {
  readonly celestrak: string;
  readonly launchLibrary: string;
  readonly astronomyApi: string;
  readonly nasa: string;
  readonly osdr: string;
  readonly mast: string;
  readonly jwstGallery: string;
}

/** Whom the software knows by itself. */
export const usualAddresses: SourceAddresses = {
  celestrak: 'https://celestrak.org',
  whereTheIssAt: 'https://api.wheretheiss.at',
  openNotify: 'http://api.open-notify.org',
  launchLibrary: 'https://ll.thespacedevs.com',
  astronomyApi: 'https://api.astronomyapi.com',
  nasa: 'https://api.nasa.gov',
  osdr: 'https://osdr.nasa.gov',
  mast: 'https://mast.stsci.edu',
  jwstGallery: 'https://api.jwstapi.com',
};

/** What sources know us by. One whose key is missing is not configured; it is not asked. */
export interface SourceKeys {
  readonly astronomyApi?: AstronomyApiKey | undefined;
  readonly nasa?: string | undefined;
  readonly jwstGallery?: string | undefined;
}

export interface SourcesOptions extends UpstreamOptions {
  /** Whether anybody is asked; nobody unless told. */
  readonly areAsked?: boolean;
  /** Those that are elsewhere than usual. */
  readonly addresses?: Partial<SourceAddresses>;
  readonly keys?: SourceKeys;
  /** How long somebody who is still looking is left alone before the next question. */
  readonly pauseMs?: number;
}

/** Everybody who publishes what we show, whether asked or not. */
export function openSources({
  areAsked = false,
  addresses,
  keys,
  pauseMs,
  ...options
}: SourcesOptions = {}): readonly Source[] {
  const upstream = openUpstream(options);
  const at = { ...usualAddresses, ...addresses };
  const nasa = openNasa(upstream, { base: at.nasa, key: keys?.nasa, areAsked });
  return [
    celestrak(upstream, at.celestrak, areAsked),
    issPosition(upstream, at, areAsked),
    launches(upstream, at.launchLibrary, areAsked),
    astronomyApi(upstream, at.astronomyApi, areAsked ? keys?.astronomyApi : undefined),
    apod(nasa),
    neows(nasa),
    donki(nasa),
    osdr(upstream, at.osdr, areAsked),
    jwst(upstream, { base: at.mast, pauseMs }, areAsked),
    jwstGallery(upstream, { base: at.jwstGallery, key: keys?.jwstGallery }, areAsked),
  ];
}
