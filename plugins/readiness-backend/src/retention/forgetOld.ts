/**
 * Deletes history that is older than it is kept for.
 *
 * Every deletion is a statement of a bounded number of rows in a transaction of its own, found by an
 * index; between two of them others get their turn. So a run may end anywhere, by a signal or
 * by force, and the next one goes on: what is left is what is still too old. Nothing that is kept
 * changes its meaning:
 *
 * - A snapshot goes when it was over before the first day that is kept; one that still stands stays.
 * - Movements are folded into what their sums begin with, so that sums of all kept days stay.
 * - An entity goes when no snapshot of it is kept.
 * - Definitions stay: results, transitions and the history of a standard name them.
 */
import { Knex } from 'knex';
import { RetentionConfig } from '../config';
import {
  deleteOldFactVersions,
  deleteOldGroupClosures,
  deleteOldLevelTransitions,
  deleteOldOwnership,
  deleteOldSnapshotDays,
  deleteOldSnapshots,
  deleteOldTransitions,
  deleteRemovedEntities,
  foldMovements,
  listScorecardNames,
} from '../database/operations/retention';
import { retryOnConflict } from '../database/retryOnConflict';

const dayMs = 86_400_000;
const defaultRowsPerStep = 1_000;
const entitiesPerStep = 100;
/** What is left after so many goes the next time. */
const mostSteps = 5_000;

/** What {@link forgetOld} needs. */
export interface ForgetOldOptions {
  config: RetentionConfig;
  now: Date;
  /** Ends it after the statement at hand. */
  signal: AbortSignal;
  /** Rows of a statement. Default: 1,000. */
  rowsPerStep?: number;
}

/**
 * Deletes what is too old now.
 *
 * @returns How many rows (entities, of those that were removed), by what was deleted; zeros left out.
 * @throws What the database throws.
 */
export async function forgetOld(
  knex: Knex,
  options: ForgetOldOptions,
): Promise<Record<string, number>> {
  const { config, now, signal, rowsPerStep = defaultRowsPerStep } = options;
  const ago = (days: number) => new Date(now.getTime() - days * dayMs);
  const before = ago(config.snapshotDays);
  const day = before.toISOString().slice(0, 10);
  const limit = rowsPerStep;
  const old = { before, limit };
  const steps: Array<[string, () => Promise<number>, number?]> = [
    [
      'versions of facts',
      () =>
        deleteOldFactVersions(knex, { before: ago(config.factDays), limit }),
    ],
    [
      'transitions',
      () =>
        deleteOldTransitions(knex, {
          before: ago(config.transitionDays),
          limit,
        }),
    ],
    [
      'changes of levels',
      () =>
        deleteOldLevelTransitions(knex, {
          before: ago(config.transitionDays),
          limit,
        }),
    ],
    ...(['score_days', 'rollup_days', 'check_days'] as const).map(
      (table): [string, () => Promise<number>] => [
        `rows of ${table}`,
        () => deleteOldSnapshots(knex, { before: day, limit }, table),
      ],
    ),
    ['days', () => deleteOldSnapshotDays(knex, { before: day, limit })],
    ['owners', () => deleteOldOwnership(knex, old)],
    ['places of teams', () => deleteOldGroupClosures(knex, old)],
    ...(await listScorecardNames(knex)).map(
      (scorecard): [string, () => Promise<number>] => [
        `movements of ${scorecard}`,
        () => foldMovements(knex, { scorecard, before: day, limit }),
      ],
    ),
    [
      'entities',
      () =>
        deleteRemovedEntities(knex, {
          before: ago(config.removedEntityDays),
          limit: entitiesPerStep,
        }),
      entitiesPerStep,
    ],
  ];
  const counts: Record<string, number> = {};
  for (const [name, step, most = limit] of steps) {
    const count = await inSteps(step, most, signal);
    if (count) {
      counts[name] = count;
    }
  }
  return counts;
}

async function inSteps(
  step: () => Promise<number>,
  most: number,
  signal: AbortSignal,
): Promise<number> {
  let count = 0;
  for (let number = 0; number < mostSteps && !signal.aborted; number += 1) {
    const deleted = await retryOnConflict(step);
    count += deleted;
    if (deleted < most) {
      break;
    }
    // Readers of a synchronous database get their turn between statements.
    await new Promise(resolve => setImmediate(resolve));
  }
  return count;
}
