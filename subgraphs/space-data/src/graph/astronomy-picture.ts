import { remoteProvenance } from '../actions/provenance.ts';
import { licenseOf } from '../actions/show-picture.ts';
import type { AstronomyPictureResolvers } from './schema.generated.ts';

export const AstronomyPicture: AstronomyPictureResolvers = {
  provenance: (picture, _arguments, { scope }) =>
    remoteProvenance(scope, 'apod', { ...picture, license: licenseOf(picture) }),
};
