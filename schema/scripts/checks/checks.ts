import { type DocumentNode, parse } from 'graphql';
import { publishedEvents } from '../../src/events/events.ts';
import { rightsIn } from '../../src/rights.ts';
import { sdl, type SubgraphName, subgraphNames, withValues } from '../../src/sdl.ts';
import { streams } from '../../src/streams.ts';
import { apiSchema } from '../api-schema.ts';
import { composeSupergraph } from '../compose.ts';
import { entityOwners } from '../entity-owners.ts';
import { committedSupergraph, contractParts, readSchemaFile } from '../repository.ts';
import { breakingChanges, declaredChanges, narrowedRights, undeclared } from './breaking-changes.ts';
import { breaches, missing, summary } from './contract.ts';
import { type Coordinates, coordinatesOf } from './coordinates.ts';
import { undescribed, unlimitedPages } from './descriptions.ts';
import { unsizedLists } from './list-sizes.ts';
import { fragileFields, unownedEntities } from './nullability.ts';
import { idleExcuses, personalData, unguardedSecrets } from './personal-data.ts';
import { publicTexts } from './public-texts.ts';
import { ruleProblems } from './rules.ts';
import { secretTexts } from './secret-texts.ts';

const excuses = { ...publicTexts, ...secretTexts };

/** A promise of the published schema and what speaks against it. */
interface Finding {
  readonly promise: string;
  readonly problems: readonly string[];
}

/** Judges what the schema folder publishes. */
export function findings(): readonly Finding[] {
  const supergraph = composeSupergraph();
  const schema = apiSchema(supergraph);
  return [
    { promise: 'is part of the contract', problems: perSubgraph((name) => breaches(published(name), contract(name))) },
    {
      promise: 'nulls only its own fields when a subgraph is down',
      problems: perSubgraph((name, document) => [
        ...fragileFields(name, document, entityOwners),
        ...unownedEntities(document, entityOwners),
      ]),
    },
    {
      promise: 'says of every field who may see it',
      problems: perSubgraph((subgraph, document) =>
        ruleProblems({ subgraph, document, owners: entityOwners, published: subgraphNames }),
      ),
    },
    { promise: 'sizes every list', problems: perSubgraph((_, document) => unsizedLists(document)) },
    { promise: 'describes everything', problems: [...undescribed(schema), ...unlimitedPages(schema)] },
    {
      promise: 'carries no personal data in events',
      problems: [
        ...publishedEvents.flatMap((event) => personalData(event, excuses)),
        ...idleExcuses(publishedEvents, excuses),
        ...unguardedSecrets(publishedEvents, streams, secretTexts),
      ],
    },
    brokenClients(committedSupergraph(), supergraph),
  ];
}

/** What of the contract is still to be published, in a few lines for each part of the graph. */
export const stillMissing = (): readonly string[] =>
  contractParts().flatMap((name) => {
    const known = subgraphNames.find((each) => each === name);
    if (known === undefined) return [`${name}: everything`];
    return [`${name}:`, ...summary(missing(published(known), contract(known))).map((line) => `  ${line}`)];
  });

/** Compares the supergraph with that of the last commit, where there is one: what clients see, and who may see it. */
export function brokenClients(before: string | undefined, after: string): Finding {
  if (before === undefined) return { promise: 'breaks no client (nothing committed to compare with)', problems: [] };
  const declared = declaredChanges.parse(JSON.parse(readSchemaFile('breaking-changes.json')));
  const changes = [
    ...breakingChanges(apiSchema(before), apiSchema(after)),
    ...narrowedRights(rightsIn(before), rightsIn(after)),
  ];
  return { promise: 'breaks no client', problems: undeclared(changes, declared) };
}

const perSubgraph = (check: (name: SubgraphName, document: DocumentNode) => readonly string[]): readonly string[] =>
  subgraphNames.flatMap((name) => check(name, parse(sdl(name))));

const published = (name: SubgraphName): Coordinates => coordinatesOf(parse(sdl(name)));

const contract = (name: SubgraphName): Coordinates =>
  coordinatesOf(
    parse(withValues(readSchemaFile(`contract/${name}.graphql`), readSchemaFile('contract/values.graphql'))),
  );
