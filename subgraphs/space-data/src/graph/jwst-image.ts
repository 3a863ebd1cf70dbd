import { remoteProvenance } from '../actions/provenance.ts';
import type { JwstImageResolvers } from './schema.generated.ts';

export const JwstImage: JwstImageResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.images.load(id),
  provenance: (image, _arguments, { scope }) => remoteProvenance(scope, image.source, image),
};
