import { Entity, parseEntityRef } from '@backstage/catalog-model';
import { createHash } from 'crypto';
import { Knex } from 'knex';
import {
  dependenciesFact,
  maxProblemMessageLength,
  Problem,
  relationsFact,
  rollupFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CatalogObservation,
  isPlainObject,
  readCatalogEntity,
  TierRules,
} from '@team-readiness/backstage-plugin-readiness-engine';
import {
  deliveryTargets,
  readRepositoryUrl,
} from '@team-readiness/backstage-plugin-readiness-node';
import {
  everything,
  markForDerivation,
} from '../../database/operations/derivation';
import {
  ensureOwnerSets,
  ownerSetKey,
  replaceEntityTargets,
  replaceRelations,
  upsertEntities,
} from '../../database/operations/entities';
import { FactProjection, upsertFacts } from '../../database/operations/facts';
import { replaceProblems } from '../../database/operations/problems';
import { markForEvaluation } from '../../database/operations/queue';
import {
  PreviousRef,
  selectPreviousRefs,
} from '../../database/operations/renames';
import { retryOnConflict } from '../../database/retryOnConflict';
import { hashFact } from '../facts';
import {
  applyRenames,
  findRenames,
  PageRenames,
  RenameSource,
} from './renames';

/** Collector id of the catalog fact. */
export const catalogCollector = 'catalog';

/** What came of one page. */
export interface CatalogPageOutcome {
  /** Keys by ref of all entities of the page that could be read. */
  ids: Map<string, number>;
  addedIds: number[];
  /** Keys of entities of which anything changed: row, relations or fact. */
  changedIds: number[];
  /** Entities without a usable identity. */
  refused: Problem[];
}

/**
 * Stores one page of entities in one transaction, with a number of statements that does not
 * depend on the number of entities. What was renamed is found before it.
 *
 * @param knex - Not a transaction.
 * @param options - `entities`: as the catalog serves them, anything goes; `createdAt`: what new
 *   entities get, null for the initial population; `evaluateAt`: when changed ones are due,
 *   and when what is derived from them is.
 */
export async function writeCatalogPage(
  knex: Knex,
  options: {
    entities: readonly unknown[];
    tier: TierRules;
    at: Date;
    expiresAt: Date;
    createdAt: Date | null;
    evaluateAt: Date;
    /** How the catalog is asked about entities that say that they were renamed. Undefined: nothing was. */
    source?: RenameSource;
    /** What checks read of facts. Default: all of it. */
    projection?: FactProjection;
  },
): Promise<CatalogPageOutcome> {
  const refused: Problem[] = [];
  const observations = new Map<string, CatalogObservation>();
  for (const entity of options.entities) {
    const observation = readCatalogEntity(entity, {
      tier: options.tier,
      sha256,
    });
    if (observation) {
      observations.set(observation.summary.ref, observation);
    } else {
      refused.push(refusal(entity));
    }
  }
  // All writers take rows in the same order, so that they do not wait for each other in a circle.
  const page = [...observations.values()].sort((a, b) =>
    a.summary.ref < b.summary.ref ? -1 : 1,
  );
  const { source, ...times } = options;
  const renamed = source
    ? await findRenames(knex, { ...source, observations: page, at: times.at })
    : { renames: [], problems: new Map<string, string>() };
  const outcome = await retryOnConflict(() =>
    knex.transaction(trx => writePage(trx, page, { ...times, ...renamed })),
  );
  return { ...outcome, refused };
}

async function writePage(
  trx: Knex.Transaction,
  page: readonly CatalogObservation[],
  options: {
    at: Date;
    expiresAt: Date;
    createdAt: Date | null;
    evaluateAt: Date;
    projection?: FactProjection;
  } & PageRenames,
): Promise<Omit<CatalogPageOutcome, 'refused'>> {
  const renamedIds = await applyRenames(trx, options);
  const keys = page.map(({ owners }) => ownerSetKey(owners));
  const ownerSets = await ensureOwnerSets(trx, { keys });
  const upserted = await upsertEntities(trx, {
    entities: page.flatMap(({ summary }, index) => {
      const ownerSetId = ownerSets.get(keys[index]);
      const { systemRef, domainRef, templateRef, ...columns } = summary;
      return ownerSetId === undefined
        ? []
        : [
            {
              ...columns,
              system_ref: systemRef,
              domain_ref: domainRef,
              template_ref: templateRef,
              owner_set_id: ownerSetId,
              repository_url: repositoryUrlOf(page[index]),
            },
          ];
    }),
    createdAt: options.createdAt,
    at: options.at,
  });
  const known = page.flatMap(observation => {
    const id = upserted.ids.get(observation.summary.ref);
    return id === undefined ? [] : [{ id, observation }];
  });
  const related = await replaceRelations(trx, {
    sourceIds: known.map(({ id }) => id),
    relations: known.flatMap(({ id, observation }) =>
      observation.relations.map(({ type, targetRef }) => ({
        source_id: id,
        type,
        target_ref: targetRef,
      })),
    ),
  });
  const entityIds = known.map(({ id }) => id);
  const previousRefs = await selectPreviousRefs(trx, { entityIds });
  await replaceEntityTargets(trx, {
    entityIds,
    targets: known.flatMap(({ id, observation }) =>
      targetsOf(
        observation,
        previousRefs.filter(({ entityId }) => entityId === id),
      ).map(target => ({ entity_id: id, target })),
    ),
  });
  const facts = await upsertFacts(trx, {
    collector: catalogCollector,
    facts: known.map(({ id, observation }) => ({
      entityId: id,
      data: JSON.stringify(observation.fact),
      hash: hashFact(observation.fact),
      observedAt: options.at,
      expiresAt: options.expiresAt,
    })),
    projection: options.projection,
  });
  const changedIds = [
    ...new Set([
      ...upserted.changedIds,
      ...related.changedSourceIds,
      ...facts.changedEntityIds,
      ...renamedIds,
    ]),
  ].sort((a, b) => a - b);
  await markForEvaluation(trx, {
    entityIds: changedIds,
    at: options.evaluateAt,
  });
  if (changedIds.length) {
    const changed = new Set(changedIds);
    // In the initial population all is derived at once, rather than around each entity.
    const refs =
      options.createdAt === null
        ? [everything]
        : [
            ...known
              .filter(({ id }) => changed.has(id))
              .map(({ observation }) => observation.summary.ref),
            ...related.goneTargetRefs,
          ];
    await markForDerivation(trx, {
      marks: [
        { collector: relationsFact.collector, refs },
        { collector: dependenciesFact.collector, refs },
        { collector: rollupFact.collector, refs: [everything] },
      ],
      at: options.evaluateAt,
    });
  }
  await replaceProblems(trx, {
    reporter: catalogCollector,
    entityIds: known.map(({ id }) => id),
    problems: known.flatMap(({ id, observation }) =>
      [
        ...observation.problems,
        options.problems.get(observation.summary.ref) ?? '',
      ]
        .filter(Boolean)
        .map(message => ({
          subject: 'entity' as const,
          name: observation.summary.ref,
          message: message.slice(0, maxProblemMessageLength),
          entityId: id,
        })),
    ),
    at: options.at,
  });
  return { ids: upserted.ids, addedIds: upserted.addedIds, changedIds };
}

/** The repository by which collectors go through entities, and by which push events name them. */
function repositoryUrlOf({ fact }: CatalogObservation): string | null {
  // It has the types of the entity model.
  return readRepositoryUrl(fact.entity as unknown as Entity) ?? null;
}

/** By what events of changes, deployments and incidents name it, or named it before it was renamed. */
function targetsOf(
  observation: CatalogObservation,
  previousRefs: readonly PreviousRef[],
): string[] {
  const entity = observation.fact.entity as unknown as Entity;
  const targets = [
    ...deliveryTargets(entity, repositoryUrlOf(observation)),
    ...previousRefs.flatMap(({ ref }) => {
      const { kind, namespace, name } = parseEntityRef(ref);
      return deliveryTargets(
        { ...entity, kind, metadata: { namespace, name } },
        null,
      );
    }),
  ];
  return [...new Set(targets)];
}

/** The digest of Node.js, which is some ten times as fast as one in JavaScript. */
function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function refusal(entity: unknown): Problem {
  const { kind, metadata } = isPlainObject(entity)
    ? entity
    : { kind: undefined, metadata: undefined };
  const { namespace = 'default', name } = isPlainObject(metadata)
    ? metadata
    : { name: undefined };
  const part = (value: unknown) =>
    typeof value === 'string' && value ? value.slice(0, 90) : '?';
  return {
    subject: 'entity',
    name: `${part(kind)}:${part(namespace)}/${part(name)}`,
    reporter: catalogCollector,
    message:
      'The entity has no kind, namespace and name of allowed form and length; it is left out.',
  };
}
