import { BusinessCalendar } from '@team-readiness/backstage-plugin-readiness-engine';
import {
  dependenciesFact,
  rollupFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  loadActiveScorecardIds,
  loadEntityInputs,
  loadFactInputs,
} from '../database/operations/inputs';
import {
  everything,
  markForDerivation,
} from '../database/operations/derivation';
import {
  ClaimFailure,
  clearFailures,
  completeClaims,
  postponeClaims,
  lockClaims,
  QueueClaim,
  recordFailures,
} from '../database/operations/queue';
import { addToOutbox, ReactionWindows } from '../database/operations/reactions';
import {
  EvaluationChange,
  loadEvaluations,
  writeEvaluations,
} from '../database/operations/results';
import { writeScoreDays } from '../database/operations/snapshots';
import {
  ActiveScorecard,
  HeldScorecard,
} from '../definitions/ActiveScorecards';
import { addToSums } from './addToSums';
import { BatchScorecard, prepareScorecard } from './BatchScorecard';
import { evaluateEntity } from './evaluateEntity';
import { outboxRows } from './outboxRows';
import { publicMessage } from './publicMessage';

/**
 * This replica knows other versions than those that are active: it must not write.
 */
export class DefinitionsBehindError extends Error {}

/** For how long an entity is left to replicas that can read all active versions. */
const heldForMs = 120_000;

/**
 * What a batch needs besides its claims.
 */
export interface BatchContext {
  scorecards: readonly ActiveScorecard[];
  /** Active versions that only other replicas can read. */
  held: readonly HeldScorecard[];
  connected: ReadonlySet<string>;
  /** Undefined: the default one. */
  calendar?: BusinessCalendar;
  /** The present. Evaluations see the start of its UTC hour. */
  now: Date;
  /** Wait for rows that another worker holds, instead of leaving them to it. */
  wait: boolean;
  /** How changes are gathered for those who are told of them. Undefined: nobody is told. */
  reactions?: ReactionWindows;
}

/**
 * What came out of a batch.
 */
export interface BatchReport {
  /** Entities that are off the queue. */
  completed: number;
  /** Entities that could not be evaluated; recorded already. */
  failures: ClaimFailure[];
  /** Claims that nothing was done with: void by now, or their rows were held by somebody else. */
  passedOver: readonly QueueClaim[];
}

/**
 * Evaluates claimed entities and writes what changed: one transaction, a fixed
 * number of statements. The essay in `EvaluationPipeline` says what holds.
 *
 * @param knex - A knex instance.
 * @param claims - Claims of this worker.
 * @param context - Scorecards, collectors and time.
 * @throws DefinitionsBehindError when the active versions are others than those given;
 *   what the database throws. Nothing is written then.
 */
export async function runBatch(
  knex: Knex,
  claims: readonly QueueClaim[],
  context: BatchContext,
): Promise<BatchReport> {
  return knex.transaction(async trx => {
    const { scorecards, held, connected, calendar, now, wait } = context;
    const standing = await lockClaims(trx, { claims, wait });
    if (!standing.length) {
      return { completed: 0, failures: [], passedOver: claims };
    }
    // After the lock: whoever changed the pointer marks all entities afterwards.
    await requireActive(trx, [...scorecards, ...held]);
    const hour = startOfHour(now);
    const prepared = scorecards.map(active =>
      prepareScorecard(active, connected, calendar),
    );
    const { changes, failures, refs } = await evaluateClaims(trx, standing, {
      prepared,
      held: new Set(held.map(({ name }) => name)),
      connected,
      hour,
    });
    const failed = new Set(failures.map(({ claim }) => claim.entityId));
    const completed = standing.filter(claim => !failed.has(claim.entityId));
    await writeEvaluations(trx, {
      changes,
      at: hour,
      // One that was refused among others is tried alone.
      careful: claims.length === 1,
    });
    await writeScoreDays(trx, { changes, day: now.toISOString().slice(0, 10) });
    if (context.reactions) {
      const gates = new Map(
        prepared.map(({ active, gates: of }) => [active.definitionId, of]),
      );
      await addToOutbox(trx, {
        rows: outboxRows(changes, {
          hour,
          now,
          windows: context.reactions,
          gates: definitionId => gates.get(definitionId),
        }),
      });
    }
    // Nothing is made of the results of Groups and Templates.
    const late = new Set(
      standing
        .filter(({ stratum }) => stratum === 2)
        .map(({ entityId }) => entityId),
    );
    await markDerived(trx, {
      changes: changes.filter(
        ({ before, after }) => !late.has((after ?? before)?.entityId ?? 0),
      ),
      refs,
      now,
    });
    if (held.length) {
      // The other scorecards are done; these wait for a replica that can read them.
      const until = new Date(now.getTime() + heldForMs);
      await postponeClaims(trx, { claims: completed, until });
    } else {
      await completeClaims(trx, { claims: completed });
    }
    await recordFailures(trx, { failures, now });
    await clearFailures(trx, {
      entityIds: completed
        .filter(claim => claim.hasFailed)
        .map(claim => claim.entityId),
      now,
    });
    await addToSums(trx, { changes, prepared, now });
    const locked = new Set(standing);
    return {
      completed: completed.length,
      failures,
      passedOver: claims.filter(claim => !locked.has(claim)),
    };
  });
}

async function evaluateClaims(
  trx: Knex.Transaction,
  claims: readonly QueueClaim[],
  context: {
    prepared: readonly BatchScorecard[];
    held: ReadonlySet<string>;
    connected: ReadonlySet<string>;
    hour: Date;
  },
): Promise<{
  changes: EvaluationChange[];
  failures: ClaimFailure[];
  /** Of the entities, by key. */
  refs: Map<number, string>;
}> {
  const entityIds = claims.map(claim => claim.entityId);
  const entities = await loadEntityInputs(trx, { entityIds });
  const facts = await loadFactInputs(trx, { entityIds });
  const stored = await loadEvaluations(trx, { entityIds });
  const changes: EvaluationChange[] = [];
  const failures: ClaimFailure[] = [];
  for (const claim of claims) {
    const entity = entities.get(claim.entityId);
    try {
      const changed = evaluateEntity(
        {
          entity,
          facts: facts.get(claim.entityId) ?? [],
          stored: stored.get(claim.entityId) ?? [],
        },
        context.prepared,
        context.connected,
        context.hour,
        context.held,
      );
      changes.push(...changed);
    } catch (error) {
      failures.push({
        claim,
        entityRef: entity?.ref ?? `entity ${claim.entityId}`,
        message: publicMessage(error),
      });
    }
  }
  const refs = new Map([...entities].map(([id, { ref }]) => [id, ref]));
  return { changes, failures, refs };
}

/** Notes what others that depend on these entities, or are summed up over them, have to know. */
async function markDerived(
  trx: Knex.Transaction,
  options: {
    changes: readonly EvaluationChange[];
    refs: ReadonlyMap<number, string>;
    now: Date;
  },
): Promise<void> {
  const { changes, refs, now } = options;
  await markForDerivation(trx, {
    marks: [
      {
        collector: dependenciesFact.collector,
        refs: changes.filter(changesBase).flatMap(({ before, after }) => {
          const id = (after ?? before)?.entityId;
          return (id !== undefined && refs.get(id)) || [];
        }),
      },
      {
        collector: rollupFact.collector,
        refs: changes.some(changesSums) ? [everything] : [],
      },
    ],
    at: now,
  });
}

function changesBase({ before, after }: EvaluationChange): boolean {
  return (
    before?.baseLevel !== after?.baseLevel ||
    before?.baseCeiling !== after?.baseCeiling
  );
}

/** Does it change what roll-ups are made of: what is counted, or from when on a check counts? */
function changesSums({ before, after }: EvaluationChange): boolean {
  return (
    before?.definitionId !== after?.definitionId ||
    before?.packed !== after?.packed ||
    before?.ownerSetId !== after?.ownerSetId ||
    before?.tier !== after?.tier ||
    before?.level !== after?.level ||
    before?.inGrace !== after?.inGrace
  );
}

/**
 * Makes sure that the active versions are those that this replica knows.
 *
 * @param trx - The transaction that holds the queue rows.
 * @param known - All active versions, as far as this replica knows.
 * @throws DefinitionsBehindError where they are others.
 */
export async function requireActive(
  trx: Knex.Transaction,
  known: ReadonlyArray<{ definitionId: number }>,
): Promise<void> {
  const active = await loadActiveScorecardIds(trx);
  if (
    active.size !== known.length ||
    !known.every(({ definitionId }) => active.has(definitionId))
  ) {
    throw new DefinitionsBehindError(
      'Other scorecard versions are active than those known here',
    );
  }
}

/**
 * The start of the UTC hour, which is the time that evaluations see.
 *
 * @param now - Any time.
 */
export function startOfHour(now: Date): Date {
  const hourMs = 3_600_000;
  return new Date(Math.floor(now.getTime() / hourMs) * hourMs);
}
