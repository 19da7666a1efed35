/**
 * How many entities had which outcome at the end of a day that is over: the present, and what
 * differed from it then.
 *
 * `rollup_counts` knows the present only. Of the entities that changed since, `score_days` knows exactly whether
 * they counted at the end of the day and for whom, and their outcomes follow from those of now when their
 * transitions since then are undone, the latest first. An entity that was not evaluated yet has no row of that
 * day, and thus contributes nothing.
 *
 * Where the scorecard stopped asking of an entity since then and asked again, nothing that was answered afterwards
 * was there before: that it stopped is known from the changes of levels. Exact, but for an entity to which
 * that, or an edit of the standard besides, happened more than once within one hour.
 */
import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { ScoreDaysRow, StoredNumber } from '../../tables';
import { idSet } from '../bulk';
import { endOfDay } from '../reading/closureAsOf';
import { loadEvaluations } from '../results/loadEvaluations';
import { OutcomeAdjustment } from './dayRows';

const entitiesPerPage = 1_000;

/** Causes for which a scorecard stops asking. */
const stopping = ['removed', 'applicability', 'standard'];

/** A transition to undo. */
interface LaterTransition {
  entity_id: number;
  check_key: number;
  from_outcome: string | null;
  to_outcome: string | null;
  at: StoredNumber;
  cause: string;
}

/**
 * Counts by how much the outcomes at the end of a day differ from the present ones. One query, and seven per
 * 1,000 entities that changed since.
 *
 * @param trx - A transaction that sees one state of the database.
 * @param options - `day`: `YYYY-MM-DD`, UTC, over by now.
 */
export async function rewindOutcomes(
  trx: Knex.Transaction,
  options: { scorecard: string; day: string },
): Promise<OutcomeAdjustment[]> {
  const { scorecard, day } = options;
  const end = endOfDay(day).getTime();
  const changed = await rawRows<{ entity_id: number }>(
    trx,
    `select entity_id from score_days where scorecard = ? and day > ?
     union select entity_id from score_days where scorecard = ? and until_day > ?
     union select t.entity_id from checks c join transitions t on t.check_key = c.id
       where c.scorecard = ? and t.at > ?
     order by entity_id`,
    [scorecard, day, scorecard, day, scorecard, end],
  );
  const entityIds = changed.map(row => row.entity_id);
  const adjustments = new Map<string, OutcomeAdjustment>();
  for (let from = 0; from < entityIds.length; from += entitiesPerPage) {
    await rewindPage(trx, {
      ...options,
      end,
      entityIds: entityIds.slice(from, from + entitiesPerPage),
      add: (check_key, owner_set_id, outcome, count) => {
        const key = `${check_key}/${owner_set_id}/${outcome}`;
        const row = adjustments.get(key);
        if (row) {
          row.count += count;
        } else {
          adjustments.set(key, { check_key, owner_set_id, outcome, count });
        }
      },
    });
  }
  return [...adjustments.values()].filter(({ count }) => count !== 0);
}

async function rewindPage(
  trx: Knex.Transaction,
  options: {
    scorecard: string;
    day: string;
    end: number;
    entityIds: readonly number[];
    add: (
      checkKey: number,
      ownerSetId: number,
      outcome: string,
      count: number,
    ) => void;
  },
): Promise<void> {
  const { scorecard, day, entityIds, add } = options;
  const present = await loadEvaluations(trx, { entityIds });
  const outcomes = new Map<number, Map<number, string>>();
  for (const [entityId, evaluations] of present) {
    for (const evaluation of evaluations) {
      if (evaluation.scorecard === scorecard) {
        const { results, inGrace, ownerSetId } = evaluation.stored;
        // Of several versions the newest one comes last, and says what it is now.
        outcomes.set(
          entityId,
          new Map(results.map(({ checkKey, outcome }) => [checkKey, outcome])),
        );
        if (!inGrace) {
          results.forEach(({ checkKey, outcome }) =>
            add(checkKey, ownerSetId, outcome, -1),
          );
        }
      }
    }
  }
  const stops = await laterStops(trx, options);
  for (const transition of await laterTransitions(trx, options)) {
    const known = outcomes.get(transition.entity_id) ?? new Map();
    outcomes.set(transition.entity_id, known);
    if (
      transition.to_outcome === null &&
      stopping.includes(transition.cause) &&
      stops.delete(`${transition.entity_id}/${transition.at}`)
    ) {
      known.clear();
    }
    if (transition.from_outcome === null) {
      known.delete(transition.check_key);
    } else {
      known.set(transition.check_key, transition.from_outcome);
    }
  }
  const chosen = idSet(trx, 'entity_id', entityIds);
  const counted = await rawRows<
    Pick<ScoreDaysRow, 'entity_id' | 'owner_set_id'>
  >(
    trx,
    `select entity_id, owner_set_id from score_days
     where ${chosen.sql} and scorecard = ? and day <= ?
       and (until_day is null or until_day > ?) and not in_grace`,
    [...chosen.bindings, scorecard, day, day],
  );
  for (const { entity_id, owner_set_id } of counted) {
    for (const [checkKey, outcome] of outcomes.get(entity_id) ?? []) {
      add(checkKey, owner_set_id, outcome, 1);
    }
  }
}

/** When the scorecard stopped asking of entities, as `entity/time`. */
async function laterStops(
  trx: Knex.Transaction,
  options: { scorecard: string; end: number; entityIds: readonly number[] },
): Promise<Set<string>> {
  const chosen = idSet(trx, 'l.entity_id', options.entityIds);
  const rows = await rawRows<{ entity_id: number; at: StoredNumber }>(
    trx,
    `select l.entity_id, l.at
     from level_transitions l join definitions d on d.id = l.definition_id
     where ${chosen.sql} and d.name = ? and l.at > ? and l.to_level is null`,
    [...chosen.bindings, options.scorecard, options.end],
  );
  return new Set(rows.map(({ entity_id, at }) => `${entity_id}/${at}`));
}

/** The latest first: those of one hour in the order in which they were written. */
async function laterTransitions(
  trx: Knex.Transaction,
  options: { scorecard: string; end: number; entityIds: readonly number[] },
): Promise<LaterTransition[]> {
  const chosen = idSet(trx, 't.entity_id', options.entityIds);
  return rawRows<LaterTransition>(
    trx,
    `select t.entity_id, t.check_key, t.from_outcome, t.to_outcome, t.at, t.cause
     from transitions t join checks c on c.id = t.check_key
     where ${chosen.sql} and c.scorecard = ? and t.at > ?
     order by t.at desc, t.id desc`,
    [...chosen.bindings, options.scorecard, options.end],
  );
}
