import { Knex } from 'knex';
import { databaseCapabilities } from '../../database/DatabaseCapabilities';
import {
  deleteMarks,
  finishDerivation,
  MarkPage,
  selectGroupOwnerSets,
  selectMarks,
  selectSummedEntities,
  sumEntities,
  sumLevels,
  sumOutcomes,
  SumScope,
} from '../../database/operations/derivation';
import { loadActiveScorecardIds } from '../../database/operations/inputs';
import { retryOnConflict } from '../../database/retryOnConflict';
import { ActiveScorecard } from '../../definitions';
import {
  DerivationContext,
  DerivationLostError,
  DerivedFact,
  writeDerivedFacts,
} from '../DerivationContext';
import { RollupSums, ScorecardSums } from './RollupSums';

/** What roll-ups are made for, besides what is stored. */
export interface RollupContext {
  scorecards: readonly ActiveScorecard[];
  connected: ReadonlySet<string>;
}

/** All that is read for one derivation, as of one moment. */
interface Summed {
  marks: MarkPage;
  entities: Array<{ id: number; ref: string; kind: string }>;
  ownerSets: ReadonlyMap<string, number[]>;
  owners: RollupSums;
  templates: RollupSums;
}

const marksPerPage = 50_000;
const factsPerTransaction = 100;

/**
 * Sums the stored answers up for all Groups and Templates, and gives the claim back.
 *
 * @returns How many facts have changed.
 * @throws What the database throws; a claim that somebody else has taken over is no error.
 */
export async function deriveRollups(
  context: DerivationContext,
  options: RollupContext,
): Promise<number> {
  const { knex, claim, clock } = context;
  const summed = await retryOnConflict(() =>
    knex.transaction(
      trx => sum(trx, claim.collector, { ...options, now: clock.now() }),
      // One moment for all statements, so that what is left of a sum is never less than none.
      databaseCapabilities(knex).client === 'pg'
        ? { isolationLevel: 'repeatable read', readOnly: true }
        : {},
    ),
  );
  if (!summed) {
    await retryOnConflict(() => finishDerivation(knex, { claim }));
    return 0;
  }
  let changed = 0;
  try {
    const { entities } = summed;
    for (let from = 0; from < entities.length; from += factsPerTransaction) {
      const facts = entities
        .slice(from, from + factsPerTransaction)
        .map(entity => toDerivedFact(entity, summed));
      changed += await writeDerivedFacts(context, async () => facts, 0);
    }
    await retryOnConflict(() => deleteMarks(knex, summed.marks));
    await retryOnConflict(() =>
      finishDerivation(knex, { claim, derivedAt: clock.now() }),
    );
  } catch (error) {
    if (!(error instanceof DerivationLostError)) {
      throw error;
    }
  }
  return changed;
}

/** @returns undefined where other versions are active than those known here: others do it then. */
async function sum(
  trx: Knex.Transaction,
  collector: string,
  options: RollupContext & { now: Date },
): Promise<Summed | undefined> {
  const { scorecards, connected, now } = options;
  const marks = await selectMarks(trx, {
    collector,
    due: now,
    limit: marksPerPage,
  });
  const active = await loadActiveScorecardIds(trx);
  if (
    active.size !== scorecards.length ||
    !scorecards.every(({ definitionId }) => active.has(definitionId))
  ) {
    return undefined;
  }
  // Nothing is summed up of those that are about Groups and Templates alone.
  const summable = scorecards.filter(({ compiled }) => compiled.stratum === 0);
  const sumOver = async (scope: SumScope) => {
    const sums: ScorecardSums[] = [];
    for (const { compiled, definitionId, checkKeys } of summable) {
      const checks = compiled.checks.flatMap((check): [number, string][] => {
        const key = checkKeys.get(check.definition.id);
        return key !== undefined &&
          check.isActive(connected) &&
          check.stageAt(now) === 'enforced'
          ? [[key, check.definition.id]]
          : [];
      });
      sums.push({
        name: compiled.name,
        checks: new Map(checks),
        levels: await sumLevels(trx, { scope, definitionId }),
        outcomes: await sumOutcomes(trx, { scope, definitionId }),
      });
    }
    const definitionIds = summable.map(({ definitionId }) => definitionId);
    return new RollupSums(
      sums,
      await sumEntities(trx, { scope, definitionIds }),
    );
  };
  return {
    marks,
    entities: await selectSummedEntities(trx),
    ownerSets: await selectGroupOwnerSets(trx),
    owners: await sumOver('owners'),
    templates: await sumOver('template'),
  };
}

function toDerivedFact(
  { id, ref, kind }: Summed['entities'][number],
  { owners, templates, ownerSets }: Summed,
): DerivedFact {
  const fact =
    kind === 'group'
      ? owners.toFact(ownerSets.get(ref) ?? [])
      : templates.toFact([ref]);
  return { entityId: id, data: { ...fact } };
}
