import { Knex } from 'knex';
import { mockServices } from '@backstage/backend-test-utils';
import { everything } from '../../database/operations/derivation';
import { unpackResults } from '../../database/operations/results';
import { repairCounters } from '../../rollups';
import {
  expectChainedLevels,
  expectedOutcomes,
  storedOutcomes,
} from './consistency';
import { KillWorld } from './KillWorld';
import { collected } from './KillWorldChanges';

/** What readers see, and what it is made of. */
const tables = [
  'results',
  'scores',
  'entity_area_scores',
  'non_pass_results',
  'rollup_counts',
  'level_counts',
  'transitions',
  'level_transitions',
  'movements',
  'score_days',
  'fact_history',
  'ownership_periods',
  'reaction_outbox',
] as const;

/**
 * What holds when all is done, however often whoever did it was killed:
 *
 * - each result is what the fact, the definition and the hour say;
 * - what the source said is known, and nothing else;
 * - each transition begins where the one before it ended, and the last one ends at what is stored;
 * - counters and movements are the sums of what is stored;
 * - versions of facts, periods of ownership and days of scores follow each other;
 * - evaluating everything once more in the same hour changes nothing: nothing was lost, nothing is twice.
 */
export async function expectKillWorldLaws(world: KillWorld): Promise<void> {
  const { knex, tiny } = world;
  await world.learn();
  // An hour may have passed after the last look at the clock.
  await tiny.deriving().drain();
  expect(await knex('problems')).toEqual([]);
  expect(await tiny.waiting()).toEqual([]);
  expect(await storedOutcomes(tiny)).toEqual(await expectedOutcomes(tiny));
  await expectCollected(world);
  await expectChainedLevels(knex);
  await expectChainedResults(knex);
  await expectPeriods(knex, 'fact_history', {
    key: ['entity_id', 'collector'],
    from: 'changed_at',
    until: 'replaced_at',
  });
  await expectPeriods(knex, 'ownership_periods', {
    key: ['entity_id'],
    from: 'from_at',
    until: 'until_at',
  });
  await expectPeriods(knex, 'score_days', {
    key: ['entity_id', 'scorecard'],
    from: 'day',
    until: 'until_day',
  });
  await expectPresentPeriods(knex);
  const logger = mockServices.logger.mock();
  expect(
    await repairCounters(knex, { logger, at: new Date(tiny.now) }),
  ).toEqual({ rollups: [], levels: [], movements: [] });
  const before = await tiny.state([...tables]);
  const derived = await tiny.derivedState();
  await tiny.markAll();
  await tiny.markDerived([everything]);
  await tiny.deriving().drain();
  expect(differences(before, await tiny.state([...tables]))).toEqual([]);
  expect(await tiny.derivedState()).toEqual(derived);
}

/** Rows that only one of two states has; a few of them. */
function differences(
  before: Record<string, string[]>,
  after: Record<string, string[]>,
): string[] {
  return Object.keys(before)
    .flatMap(table => {
      const [old, now] = [new Set(before[table]), new Set(after[table])];
      return [
        ...before[table].filter(row => !now.has(row)).map(row => `- ${row}`),
        ...after[table].filter(row => !old.has(row)).map(row => `+ ${row}`),
        ...(before[table].length === after[table].length ? [] : ['count']),
      ].map(row => `${table} ${row}`);
    })
    .slice(0, 20);
}

async function expectCollected(world: KillWorld): Promise<void> {
  const { knex } = world;
  const rows: Array<{ name: string; data: string | null }> = await knex(
    'entities as e',
  )
    .leftJoin('facts as f', join =>
      join
        .on('f.entity_id', 'e.id')
        .andOn('f.collector', knex.raw('?', [collected])),
    )
    .where('e.kind', 'component')
    .whereNull('e.removed_at')
    .orderBy('e.id')
    .select('e.name', 'f.data');
  const said = await world.sourceOf(rows.map(({ name }) => name));
  expect(
    rows.map(({ name, data }) => [name, data && JSON.parse(data)]),
  ).toEqual(rows.map(({ name }) => [name, said.get(name) ?? null]));
}

async function expectChainedResults(knex: Knex): Promise<void> {
  const stored = new Map<string, string>();
  const codes = new Set<string>();
  for (const row of await knex('results')) {
    for (const { checkKey, outcome } of unpackResults(row.packed)) {
      stored.set(`${row.entity_id}/${checkKey}`, outcome);
      codes.add(outcome);
    }
  }
  const last = new Map<string, string | null>();
  const broken: unknown[] = [];
  for (const row of await knex('transitions').orderBy('id')) {
    const key = `${row.entity_id}/${row.check_key}`;
    const before = last.get(key) ?? row.from_outcome;
    if (before !== row.from_outcome || row.from_outcome === row.to_outcome) {
      broken.push(row);
    }
    last.set(key, row.to_outcome);
  }
  expect(broken).toEqual([]);
  expect(last.size).toBeGreaterThan(0);
  for (const [key, outcome] of last) {
    // After the last one, a first evaluation makes no transition.
    if (outcome !== null) {
      expect([key, stored.get(key)]).toEqual([key, outcome]);
    }
  }
}

async function expectPeriods(
  knex: Knex,
  table: string,
  columns: { key: string[]; from: string; until: string },
): Promise<void> {
  const { key, from, until } = columns;
  const value = (row: Record<string, unknown>, column: string) =>
    column.endsWith('day') || row[column] === null
      ? row[column]
      : Number(row[column]);
  const ends = new Map<string, unknown>();
  const broken: unknown[] = [];
  const rows = await knex(table).orderBy([...key, from]);
  for (const row of rows) {
    const own = key.map(column => row[column]).join('/');
    const end = ends.get(own);
    const [start, stop] = [value(row, from), value(row, until)];
    if (
      (ends.has(own) && (end === null || String(end) > String(start))) ||
      (stop !== null && String(stop) <= String(start))
    ) {
      broken.push({ ...row, data: undefined, areas: undefined });
    }
    ends.set(own, stop);
  }
  expect([table, broken]).toEqual([table, []]);
  expect([table, rows.length > 0]).toEqual([table, true]);
}

/** What stands open is what is there now. */
async function expectPresentPeriods(knex: Knex): Promise<void> {
  const owners = await knex('ownership_periods')
    .whereNull('until_at')
    .orderBy('entity_id')
    .select('entity_id as id', 'owner_set_id');
  expect(owners).toEqual(
    await knex('entities')
      .whereNull('removed_at')
      .orderBy('id')
      .select('id', 'owner_set_id'),
  );
  const days = await knex('score_days')
    .whereNull('until_day')
    .orderBy('entity_id')
    .select('entity_id', 'level', 'passed', 'known', 'applicable');
  expect(days).toEqual(
    await knex('scores')
      .orderBy('entity_id')
      .select('entity_id', 'level', 'passed', 'known', 'applicable'),
  );
}
