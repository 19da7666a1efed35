/**
 * The counters counted anew from stored results: what `CounterDeltas` keeps up to date.
 */
import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { databaseCapabilities } from '../database/DatabaseCapabilities';
import { addToCounters } from '../database/operations/counters';
import { loadEvaluations } from '../database/operations/results';
import { rawRows } from '../database/rawRows';
import { retryOnConflict } from '../database/retryOnConflict';
import {
  LevelCountsRow,
  MovementsRow,
  RollupCountsRow,
} from '../database/tables';
import { CounterDeltas } from './CounterDeltas';
import { repairMovements } from './repairMovements';

const entitiesPerPage = 1_000;

/** Rows that would have to be added to the counters, by how much. */
export interface CounterErrors {
  rollups: RollupCountsRow[];
  levels: LevelCountsRow[];
}

/** What was put right. */
export interface SumErrors extends CounterErrors {
  movements: MovementsRow[];
}

/**
 * Counts all stored results, page by page.
 *
 * @param knex - A knex instance or a transaction.
 * @returns What the counters should be; zeros left out.
 */
export async function recountCounters(
  knex: Knex | Knex.Transaction,
): Promise<CounterErrors> {
  const counters = new CounterDeltas();
  let last = 0;
  for (;;) {
    const page = await rawRows<{ entity_id: number }>(
      knex,
      `select distinct entity_id from results where entity_id > ?
       order by entity_id limit ?`,
      [last, entitiesPerPage],
    );
    if (!page.length) {
      break;
    }
    const entityIds = page.map(row => row.entity_id);
    last = entityIds[entityIds.length - 1];
    const loaded = await loadEvaluations(knex, { entityIds });
    for (const evaluations of loaded.values()) {
      evaluations.forEach(({ stored }) => counters.add(stored));
    }
  }
  return { rollups: counters.rollupRows(), levels: counters.levelRows() };
}

/**
 * Compares counters and movements with a recount and puts them right; says so in the log. No batch
 * commits meanwhile. Also drops counters of older versions that have come to zero.
 *
 * @param knex - A knex instance.
 * @param options - `logger`: gets a line if counters were wrong, and one if movements were; `at`: the
 *   present, whose UTC day corrections of movements are booked under.
 * @returns The corrections; all empty when all was right.
 */
export async function repairCounters(
  knex: Knex,
  options: { logger: LoggerService; at: Date },
): Promise<SumErrors> {
  const { logger, at } = options;
  const isPg = databaseCapabilities(knex).client === 'pg';
  // All pages are of one state, which is that after the lock: a batch that changes no counter in the end
  // is not waited for.
  const isolation = isPg
    ? { isolationLevel: 'repeatable read' as const }
    : undefined;
  const errors = await retryOnConflict(() =>
    knex.transaction(async trx => {
      if (isPg) {
        // In the order of the pipeline. Whoever has written results but not yet counters
        // waits for us with results that nobody sees; whoever has both is waited for.
        await rawRows(
          trx,
          'lock table rollup_counts, level_counts, movements in share row exclusive mode',
        );
      }
      const found = await findErrors(trx);
      await addToCounters(trx, found);
      for (const table of ['rollup_counts', 'level_counts']) {
        await rawRows(
          trx,
          `delete from ${table} where count = 0 and definition_id not in
             (select definition_id from active_definitions)`,
        );
      }
      const day = at.toISOString().slice(0, 10);
      return { ...found, movements: await repairMovements(trx, { day }) };
    }, isolation),
  );
  const wrong = errors.rollups.length + errors.levels.length;
  if (wrong) {
    logger.warn(
      `Put ${wrong} counters right: they differed from a recount of the stored results`,
    );
  }
  if (errors.movements.length) {
    logger.warn(
      `Booked ${errors.movements.length} corrections of movements: they did not add up to the stored results`,
    );
  }
  return errors;
}

async function findErrors(trx: Knex.Transaction): Promise<CounterErrors> {
  const { rollups, levels } = await recountCounters(trx);
  return {
    rollups: corrections(
      await rawRows<RollupCountsRow>(
        trx,
        `select * from rollup_counts
         order by definition_id, check_key, owner_set_id, outcome`,
      ),
      rollups,
    ),
    levels: corrections(
      await rawRows<LevelCountsRow>(
        trx,
        `select * from level_counts order by definition_id, owner_set_id, tier,
           level, target_level, on_target, enough_data`,
      ),
      levels,
    ),
  };
}

function corrections<Row extends RollupCountsRow | LevelCountsRow>(
  stored: readonly Row[],
  counted: readonly Row[],
): Row[] {
  const wanted = new Map(counted.map(row => [keyOf(row), row]));
  const wrong: Row[] = [];
  for (const row of stored) {
    const key = keyOf(row);
    const count = (wanted.get(key)?.count ?? 0) - row.count;
    wanted.delete(key);
    if (count !== 0) {
      wrong.push({ ...row, count });
    }
  }
  return [...wrong, ...wanted.values()];
}

function keyOf(row: RollupCountsRow | LevelCountsRow): string {
  const { count: _, ...key } = row;
  // Columns by name, and booleans as numbers: databases differ in both.
  return Object.entries(key)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => (typeof value === 'boolean' ? Number(value) : value))
    .join('/');
}
