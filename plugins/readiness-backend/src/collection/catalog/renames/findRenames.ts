/**
 * Which entities go on under another name.
 *
 * The catalog knows no renaming: one entity goes and another comes. An entity that comes can say by an
 * annotation which one it was, and then it keeps that one's row, and with it all history. That is believed
 * where nobody loses by it:
 *
 * - the named one is known here, of the same kind, and the catalog, asked by ref, does not have it any more;
 * - the entity is new, or came within the last 30 days and has little history of its own to lose: often both
 *   are in the catalog for a while;
 * - nobody else claims the same one.
 *
 * Owners are looked at before what they own: a Group that entities name and that nobody has named so far is
 * looked up by ref, so that what it owns does not move although it comes first in the stream.
 */
import {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  CatalogObservation,
  defaultTierRules,
  readCatalogEntity,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import { inheritanceMs } from '../../../database/operations/entities';
import {
  Rename,
  RenameRow,
  selectRenameRows,
  selectSuccessors,
  selectUnknownOwners,
} from '../../../database/operations/renames';
import { describeError } from '../../problems';
import { readPreviousRef, refusal } from './readPreviousRef';

/** How the catalog is asked. */
export interface RenameSource {
  catalog: CatalogService;
  credentials: BackstageCredentials;
  logger: LoggerService;
}

/** What a page says of renames. */
export interface PageRenames {
  renames: Rename[];
  /** Why annotations are not followed, one sentence each, by ref of the entity that has it. */
  problems: Map<string, string>;
}

interface Claim {
  observation: CatalogObservation;
  previousRef: string;
}

/**
 * Finds the renames of a page. Asks the database once where no entity says that it was renamed, and the
 * catalog only about owners and names that are new; each is asked twice at most. A catalog that does not
 * answer is logged, and asked again when the entities are read the next time.
 *
 * @param knex - A knex instance.
 * @param options - `observations`: the page; how the catalog is asked.
 * @throws What the database throws.
 */
export async function findRenames(
  knex: Knex,
  options: RenameSource & {
    observations: readonly CatalogObservation[];
    at: Date;
  },
): Promise<PageRenames> {
  const problems = new Map<string, string>();
  const claims: Claim[] = [];
  for (const observation of [
    ...options.observations,
    ...(await observeOwners(knex, options)),
  ]) {
    const { previousRef, problem } = readPreviousRef(observation) ?? {};
    if (problem) {
      problems.set(observation.summary.ref, problem);
    } else if (previousRef) {
      claims.push({ observation, previousRef });
    }
  }
  if (!claims.length) {
    return { renames: [], problems };
  }
  const known = await selectRenameRows(knex, {
    refs: claims.flatMap(claim => [claim.previousRef, refOf(claim)]),
  });
  const successors = await selectSuccessors(knex, {
    refs: claims.map(claim => claim.previousRef),
  });
  // The annotation stays when all is done.
  const undone = claims.filter(claim => {
    const successor = successors.get(claim.previousRef);
    return !successor || successor.id !== known.get(refOf(claim))?.id;
  });
  const claimants = countBy(undone, claim => claim.previousRef);
  const open = undone.filter(claim => {
    const own = known.get(refOf(claim));
    const reason = refusalOf(claim, {
      own,
      isKnown: known.has(claim.previousRef),
      successor: successors.get(claim.previousRef),
      claimants: claimants.get(claim.previousRef) ?? 0,
      at: options.at,
    });
    if (reason) {
      problems.set(refOf(claim), refusal(reason));
    }
    return !reason && known.has(claim.previousRef);
  });
  const found = await lookUp(
    open.map(claim => claim.previousRef),
    options,
  );
  if (!found) {
    return { renames: [], problems };
  }
  const renames = open.flatMap(claim => {
    const row = known.get(claim.previousRef);
    if (found.has(claim.previousRef)) {
      problems.set(
        refOf(claim),
        refusal(`the catalog still has ${claim.previousRef}`),
      );
      return [];
    }
    const { ref, namespace, name } = claim.observation.summary;
    return row
      ? [{ id: row.id, from: row.ref, to: { ref, namespace, name } }]
      : [];
  });
  return { renames, problems };
}

/** Why a claim is refused that the catalog need not be asked about; undefined: it is not. */
function refusalOf(
  { previousRef }: Claim,
  context: {
    own: RenameRow | undefined;
    isKnown: boolean;
    successor: { id: number; ref: string } | undefined;
    claimants: number;
    at: Date;
  },
): string | undefined {
  const { own, isKnown, successor, claimants, at } = context;
  if (!isKnown) {
    return successor
      ? `${successor.ref} has taken the history of ${previousRef}`
      : undefined;
  }
  if (claimants > 1) {
    return `several entities name ${previousRef}`;
  }
  const isSettled =
    own?.isLive &&
    (own.createdAt === null || own.createdAt <= at.getTime() - inheritanceMs);
  return isSettled
    ? 'the entity has been here for more than 30 days and has a history of its own'
    : undefined;
}

/** Groups that own entities of the page, are not on it, and that no owner set has named so far. */
async function observeOwners(
  knex: Knex,
  options: Parameters<typeof findRenames>[1],
): Promise<CatalogObservation[]> {
  const onPage = new Set(
    options.observations.map(({ summary }) => summary.ref),
  );
  const refs = await selectUnknownOwners(knex, {
    refs: options.observations
      .flatMap(({ owners }) => owners)
      .filter(ref => ref.startsWith('group:') && !onPage.has(ref)),
  });
  const found = await lookUp(refs, options);
  return [...(found?.values() ?? [])].flatMap(entity => {
    const observation = readCatalogEntity(entity, { tier: defaultTierRules });
    return observation ? [observation] : [];
  });
}

/** The entities that the catalog has under these refs; undefined where it does not answer. */
async function lookUp(
  refs: readonly string[],
  { catalog, credentials, logger }: RenameSource,
): Promise<Map<string, unknown> | undefined> {
  if (!refs.length) {
    return new Map();
  }
  const entityRefs = [...new Set(refs)];
  try {
    const { items } = await catalog.getEntitiesByRefs(
      {
        entityRefs,
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.annotations',
        ],
      },
      { credentials },
    );
    if (items.length !== entityRefs.length) {
      throw new Error('The catalog answered a look-up with too few items');
    }
    return new Map(
      entityRefs.flatMap((ref, index) =>
        items[index] ? [[ref, items[index]] as const] : [],
      ),
    );
  } catch (error) {
    logger.warn(
      `New owners and previous names could not be looked up: ${describeError(
        error,
      )}`,
    );
    return undefined;
  }
}

function refOf({ observation }: Claim): string {
  return observation.summary.ref;
}

function countBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  }
  return counts;
}
