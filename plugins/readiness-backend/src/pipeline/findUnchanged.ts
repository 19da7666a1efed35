import { Knex } from 'knex';
import {
  EntityInputRow,
  EvaluationDigest,
  FactDigest,
  loadEntityInputs,
  loadEvaluationDigests,
  loadFactDigests,
  loadFactInputs,
} from '../database/operations/inputs';
import { QueueClaim } from '../database/operations/queue';
import { BatchScorecard } from './BatchScorecard';
import { EntitySnapshots } from './EntitySnapshots';
import { hashInput } from './InputHash';

/** An entity by key, with what is stored of it. */
type StoredDigests = readonly [number, readonly EvaluationDigest[]];

/** Groups and Templates: few, and mostly nobody asks anything of them. */
const late = 2;

/**
 * Finds entities for which an evaluation would change nothing: each stored evaluation is of an active
 * version, of equal inputs and within its time, and no other scorecard asks anything of them. Reads
 * digests, not what they are made of; five queries at most, fewer where it is plain that
 * something changed. Entities of which nothing is stored are looked at beside others of which something is,
 * and where they are Groups or Templates: a first evaluation of everything is not held up.
 *
 * It answers as `evaluateEntity` does. In doubt, an entity is not among them: one that failed, one whose
 * description cannot be read.
 *
 * @param trx - The transaction that holds the queue rows of the entities.
 * @param claims - Claims of the entities.
 * @param context - `prepared`: all active scorecards; `hour`: start of the UTC hour.
 * @returns Keys of entities.
 */
export async function findUnchanged(
  trx: Knex.Transaction,
  claims: readonly QueueClaim[],
  context: { prepared: readonly BatchScorecard[]; hour: Date },
): Promise<Set<number>> {
  const { prepared, hour } = context;
  const byId = new Map(prepared.map(it => [it.active.definitionId, it]));
  const sound = claims.filter(({ hasFailed }) => !hasFailed);
  const evaluations = await loadEvaluationDigests(trx, {
    entityIds: idsOf(sound),
  });
  const current = [...evaluations].filter(([, stored]) =>
    stored.every(it => isCurrent(it, byId.get(it.definition_id), hour)),
  );
  const unknown = sound.filter(
    ({ entityId, stratum }) =>
      !evaluations.has(entityId) && (current.length > 0 || stratum === late),
  );
  const standing = current.length
    ? await findStanding(trx, current, byId, hour)
    : [];
  const isAsked = await findAsked(
    trx,
    [
      ...standing.filter(([, { length }]) => length < prepared.length),
      ...idsOf(unknown).map((entityId): StoredDigests => [entityId, []]),
    ],
    prepared,
  );
  return new Set(
    [...standing.map(([entityId]) => entityId), ...idsOf(unknown)].filter(
      entityId => !isAsked.has(entityId),
    ),
  );
}

/** Those whose inputs are what they were. */
async function findStanding(
  trx: Knex.Transaction,
  current: readonly StoredDigests[],
  byId: ReadonlyMap<number, BatchScorecard>,
  hour: Date,
): Promise<StoredDigests[]> {
  const entityIds = current.map(([entityId]) => entityId);
  const entities = await loadEntityInputs(trx, { entityIds });
  const facts = await loadFactDigests(trx, { entityIds });
  return current.filter(([entityId, stored]) => {
    const entity = entities.get(entityId);
    return (
      entity &&
      stored.every(it =>
        hasEqualInput(it, byId.get(it.definition_id), {
          entity,
          facts: facts.get(entityId) ?? [],
          hour,
        }),
      )
    );
  });
}

function idsOf(claims: readonly QueueClaim[]): number[] {
  return claims.map(({ entityId }) => entityId);
}

/** What can be told without a look at the entity. */
function isCurrent(
  { input_hash, next_at }: EvaluationDigest,
  scorecard: BatchScorecard | undefined,
  hour: Date,
): boolean {
  return (
    scorecard !== undefined &&
    input_hash.startsWith(`${scorecard.hash.head}-`) &&
    (next_at === null || Number(next_at) > hour.getTime())
  );
}

function hasEqualInput(
  stored: EvaluationDigest,
  scorecard: BatchScorecard | undefined,
  {
    entity,
    facts,
    hour,
  }: { entity: EntityInputRow; facts: readonly FactDigest[]; hour: Date },
): boolean {
  return (
    scorecard !== undefined &&
    entity.removed_at === null &&
    stored.owner_set_id === entity.owner_set_id &&
    stored.tier === (entity.tier ?? 0) &&
    stored.input_hash === hashInput(scorecard.hash, entity, facts, hour).hash
  );
}

/** Entities of which a scorecard asks something that has stored nothing of them. */
async function findAsked(
  trx: Knex.Transaction,
  standing: readonly StoredDigests[],
  prepared: readonly BatchScorecard[],
): Promise<Set<number>> {
  const asked = new Set<number>();
  if (!standing.length) {
    return asked;
  }
  const facts = await loadFactInputs(trx, {
    entityIds: standing.map(([entityId]) => entityId),
    collectors: ['catalog'],
  });
  for (const [entityId, stored] of standing) {
    const known = new Set(stored.map(({ definition_id }) => definition_id));
    if (
      prepared.some(
        ({ active }) =>
          !known.has(active.definitionId) &&
          mayMatch(active, facts.get(entityId) ?? []),
      )
    ) {
      asked.add(entityId);
    }
  }
  return asked;
}

function mayMatch(
  { compiled }: BatchScorecard['active'],
  facts: ConstructorParameters<typeof EntitySnapshots>[0],
): boolean {
  try {
    const described = new EntitySnapshots(facts).entity();
    return described !== undefined && compiled.matches(described);
  } catch {
    // Whoever evaluates it says what is wrong with it.
    return true;
  }
}
