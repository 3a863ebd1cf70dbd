import { type Connection, foreignCursor, listBoundTo, page, type Scope } from '@constellation/kit';
import { acceptArgument } from '@constellation/kit/input';
import {
  countedDatasets,
  type Dataset,
  type DatasetPlace,
  type ListedDataset,
  listedDatasets,
} from '../data/datasets.queries.ts';
import { isReleasePlace } from '../domain/release-place.ts';
import { searchText } from '../domain/search-text.ts';

interface ListArguments {
  readonly first: number;
  readonly after?: string | null;
  readonly search?: string | null;
}

/** A page of data sets, and the words that they were found by. */
export interface DatasetPage extends Connection<Dataset> {
  readonly words: string | undefined;
}

/**
 * A page of the data sets with all of the words, the best fit first; of all of them, the newest first, where there are no words.
 * @throws Refusal BAD_USER_INPUT for a `first` out of range, words that are too long or a cursor of another list.
 */
export async function listDatasets({ em }: Scope, { first, after, search }: ListArguments): Promise<DatasetPage> {
  const words = acceptArgument(searchText, 'search', search ?? '') || undefined;
  const { edges, pageInfo } = await page<ListedDataset>({
    first,
    after,
    binding: bindingOf(words),
    key: ({ place: { rank, releasedAt, accession } }) => [rank, releasedAt, accession],
    read: (limit, place) => listedDatasets(em, words, { limit, after: place && readPlace(place) }),
  });
  return { edges: edges.map(({ node, cursor }) => ({ node: node.dataset, cursor })), pageInfo, words };
}

/** How many data sets the whole list has that a page is of. */
export const countDatasets = ({ em }: Scope, { words }: DatasetPage): Promise<number> => countedDatasets(em, words);

/** Names the list in its cursors; words are put short. */
const bindingOf = (words: string | undefined) => (words === undefined ? 'datasets' : listBoundTo('datasets', words));

const ranks = /^\d(\.\d{1,17})?(e-\d\d)?$/;

/** Cursors are not signed, so one that was made up must not reach the database. */
function readPlace([rank = '', releasedAt = '', accession = '']: readonly string[]): DatasetPlace {
  if (ranks.test(rank) && isReleasePlace(releasedAt)) return { rank, releasedAt, accession };
  throw foreignCursor();
}
