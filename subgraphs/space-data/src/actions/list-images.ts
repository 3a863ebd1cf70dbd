import { type Connection, foreignCursor, listBoundTo, page, type Scope } from '@constellation/kit';
import { acceptArgument } from '@constellation/kit/input';
import { type ImagePlace, type JwstImage, listedImages, placeOf } from '../data/jwst-images.queries.ts';
import { type ImageFilter, imageFilter } from '../domain/image-filter.ts';
import { isReleasePlace } from '../domain/release-place.ts';

interface ListArguments {
  readonly first: number;
  readonly after?: string | null;
  readonly filter?: ImageFilter | null;
}

/**
 * A page of the images that fit a filter, the newest release first.
 * @throws Refusal BAD_USER_INPUT for a `first` out of range, a filter that cannot be or a cursor of another list.
 */
export async function listImages(
  { em }: Scope,
  { first, after, filter }: ListArguments,
): Promise<Connection<JwstImage>> {
  const wanted = acceptArgument(imageFilter, 'filter', filter ?? {});
  return page<JwstImage>({
    first,
    after,
    binding: bindingOf(wanted),
    key: (image) => [placeOf(image).releasedAt, image.id],
    read: (limit, place) => listedImages(em, wanted, { limit, after: place && readPlace(place) }),
  });
}

/** Names the list in its cursors; a filter is put short. */
function bindingOf({ program = null, instrument = null, suffix = null }: ImageFilter): string {
  const given = [program, instrument, suffix];
  return given.every((each) => each === null) ? 'images' : listBoundTo('images', JSON.stringify(given));
}

/** Cursors are not signed, so one that was made up must not reach the database. */
function readPlace([releasedAt = '', id = '']: readonly string[]): ImagePlace {
  if (isReleasePlace(releasedAt)) return { releasedAt, id };
  throw foreignCursor();
}
