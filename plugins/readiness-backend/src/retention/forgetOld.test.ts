import fc from 'fast-check';
import { Knex } from 'knex';
import { caseCount } from '../__testUtils__/caseCount';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { databaseCapabilities } from '../database/DatabaseCapabilities';
import { addToMovements } from '../database/operations/movements';
import { foldMovements } from '../database/operations/retention';
import { forgetOld, ForgetOldOptions } from './forgetOld';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const dayMs = 86_400_000;
const now = new Date('2026-11-29T08:00:00.000Z');
const config = {
  transitionDays: 400,
  factDays: 90,
  snapshotDays: 800,
  removedEntityDays: 400,
};
const ago = (days: number) => now.getTime() - days * dayMs;
const dayAgo = (days: number) => new Date(ago(days)).toISOString().slice(0, 10);

describe.each(databases.eachSupportedId())('forgetOld, %s', id => {
  let knex: Knex;
  let statements: string[];

  beforeEach(async () => {
    knex = await databases.init(id);
    statements = [];
    knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
    await knex('definitions').insert({
      id: 1,
      kind: 'Scorecard',
      name: 'first',
      version: 1,
      content_hash: 'x',
      source: 'test',
      document: '{}',
      created_at: 0,
      created_by: 'config',
      deactivated_at: 1,
    });
  });
  afterAll(() => knex.destroy());

  const forget = (options: Partial<ForgetOldOptions> = {}) =>
    forgetOld(knex, {
      config,
      now,
      signal: new AbortController().signal,
      ...options,
    });

  const transition = (days: number) => ({
    entity_id: 1,
    definition_id: 1,
    check_key: 1,
    from_outcome: 'pass',
    to_outcome: 'fail',
    at: ago(days),
    cause: 'data',
    owner_set_id: 1,
  });
  const entity = (number: number, removedAt: number | null) => ({
    id: number,
    ref: `component:default/e${number}`,
    kind: 'component',
    namespace: 'default',
    name: `e${number}`,
    owner_set_id: 1,
    removed_at: removedAt,
  });
  const scoreDay = (entityId: number, day: string, until: string | null) => ({
    entity_id: entityId,
    scorecard: 'first',
    day,
    until_day: until,
    owner_set_id: 1,
    tier: 0,
    level: 1,
    fixes: 0,
    passed: 1,
    known: 1,
    applicable: 1,
    in_grace: false,
    areas: '{}',
  });

  it('deletes what is older than it is kept for, and that alone', async () => {
    await knex('transitions').insert([401, 400, 1].map(transition));
    await knex('level_transitions').insert(
      [401, 399].map(days => ({
        entity_id: 1,
        definition_id: 1,
        from_level: 1,
        to_level: 0,
        at: ago(days),
        cause: 'data',
        owner_set_id: 1,
      })),
    );
    await knex('fact_history').insert(
      [91, 89].map(days => ({
        entity_id: 1,
        collector: 'slo',
        changed_at: days,
        replaced_at: ago(days),
        data: 'x',
      })),
    );
    // One that was over when the first kept day ended, one that was not, one that still stands.
    await knex('score_days').insert([
      scoreDay(1, dayAgo(900), dayAgo(800)),
      scoreDay(1, dayAgo(800), dayAgo(799)),
      scoreDay(2, dayAgo(900), null),
    ]);
    await knex('rollup_days').insert(
      [dayAgo(801), dayAgo(799), null].map((until, index) => ({
        scope: 'organisation',
        scope_ref: '',
        scorecard: 'first',
        item: `area:${index}`,
        day: dayAgo(900),
        until_day: until,
        passed: 1,
        known: 1,
        applicable: 1,
        entities: 1,
        on_target: 1,
        with_target: 1,
      })),
    );
    await knex('snapshot_days').insert(
      [801, 800].map(days => ({
        scorecard: 'first',
        day: dayAgo(days),
        taken_at: 0,
        complete: true,
      })),
    );
    await knex('ownership_periods').insert(
      [ago(801), ago(799), null].map((until, index) => ({
        entity_id: index,
        from_at: 0,
        until_at: until,
        owner_set_id: 1,
      })),
    );
    await knex('group_closure_periods').insert(
      [ago(801), null].map((until, index) => ({
        ancestor_ref: 'a',
        descendant_ref: String(index),
        from_at: 0,
        until_at: until,
      })),
    );
    expect(await forget()).toEqual({
      transitions: 1,
      'changes of levels': 1,
      'versions of facts': 1,
      'rows of score_days': 1,
      'rows of rollup_days': 1,
      days: 1,
      owners: 1,
      'places of teams': 1,
    });
    expect(await forget()).toEqual({});
    expect(await knex('definitions')).toHaveLength(1);
    expect(
      (await knex('rollup_days').orderBy('item')).map(row => row.item),
    ).toEqual(['area:1', 'area:2']);
  });

  it('forgets an entity with all of its rows when no snapshot of it is kept', async () => {
    await knex('entities').insert([
      entity(1, ago(401)),
      entity(2, ago(401)),
      entity(3, ago(399)),
      entity(4, null),
    ]);
    await knex('score_days').insert(scoreDay(2, dayAgo(500), dayAgo(401)));
    for (const number of [1, 2, 3, 4]) {
      await knex('transitions').insert({
        ...transition(1),
        entity_id: number,
      });
      await knex('track_record_entries').insert({
        entity_id: number,
        key: 'x',
        kind: 'adr',
        at: 0,
        whole_day: true,
        title: 'x',
      });
      await knex('ownership_periods').insert({
        entity_id: number,
        from_at: 0,
        until_at: ago(401),
        owner_set_id: 1,
      });
      await knex('previous_refs').insert({
        entity_id: number,
        ref: 'component:default/x',
        renamed_at: 0,
      });
    }
    expect(await forget()).toEqual({ entities: 1 });
    expect(await knex('entities').orderBy('id').pluck('id')).toEqual([2, 3, 4]);
    for (const table of [
      'transitions',
      'track_record_entries',
      'ownership_periods',
      'previous_refs',
    ]) {
      expect(await knex(table).orderBy('entity_id').pluck('entity_id')).toEqual(
        [2, 3, 4],
      );
    }
  });

  it('keeps an entity that comes back while it is being forgotten', async () => {
    await knex('entities').insert(entity(1, ago(401)));
    const catalog = databaseCapabilities(knex).concurrentWriters
      ? await knex.transaction()
      : undefined;
    await (catalog ?? knex)('entities').update({ removed_at: null });
    const forgotten = forget();
    if (catalog) {
      while (!statements.some(sql => sql.includes('delete from entities'))) {
        await new Promise(resolve => setTimeout(resolve, 5));
      }
      // It waits for the row.
      await new Promise(resolve => setTimeout(resolve, 50));
      await catalog.commit();
    }
    expect(await forgotten).toEqual({});
    expect(await knex('entities').pluck('id')).toEqual([1]);
  });

  it('takes a bounded number of rows at a time, stops when told to, and goes on where it was', async () => {
    await knex.batchInsert(
      'transitions',
      Array.from({ length: 95 }, (_, index) => transition(500 + index)),
      50,
    );
    const stopping = new AbortController();
    let deletions = 0;
    knex.on('query', ({ sql }: { sql: string }) => {
      if (sql.includes('delete from transitions')) {
        deletions += 1;
        if (deletions === 4) {
          stopping.abort();
        }
      }
    });
    const first = await forget({ rowsPerStep: 10, signal: stopping.signal });
    expect(first).toEqual({ transitions: 40 });
    // The oldest went first.
    const [{ oldest }] = await knex('transitions').min('at as oldest');
    expect(Number(oldest)).toBe(ago(554));
    expect(await forget({ rowsPerStep: 10 })).toEqual({ transitions: 55 });
    expect(deletions).toBe(4 + 6);
    expect(
      statements.filter(
        sql => sql.includes('delete from') && !sql.includes('limit'),
      ),
    ).toEqual([]);
  });

  it('folds movements so that the sums up to each kept day stay', async () => {
    const days = Array.from({ length: 9 }, (_, index) => dayAgo(804 - index));
    const movement = fc.record({
      scorecard: fc.constantFrom('first', 'second'),
      owner_set_id: fc.integer({ min: 1, max: 2 }),
      day: fc.constantFrom('1970-01-01', ...days),
      part: fc.constantFrom('new', 'improved', 'declined'),
      area: fc.constantFrom('', 'slos'),
      passed: fc.integer({ min: -20, max: 20 }).map(value => value / 10),
      known: fc.integer({ min: -20, max: 20 }).map(value => value / 10),
      applicable: fc.integer({ min: -20, max: 20 }).map(value => value / 10),
      entities: fc.integer({ min: -3, max: 3 }),
      with_target: fc.integer({ min: -3, max: 3 }),
      on_target: fc.integer({ min: -3, max: 3 }),
    });
    const sumsUpTo = async (day: string) => {
      const sums = new Map<string, number[]>();
      for (const row of await knex('movements').where('day', '<=', day)) {
        const key = [row.scorecard, row.owner_set_id, row.area].join(' ');
        const values = [
          row.passed,
          row.known,
          row.applicable,
          row.entities,
          row.with_target,
          row.on_target,
        ];
        const sum = sums.get(key) ?? values.map(() => 0);
        sums.set(
          key,
          values.map((value, index) => sum[index] + Number(value)),
        );
      }
      return (
        [...sums]
          // A sum of nothing may be told by rows or by none.
          .filter(([, values]) => values.some(value => Math.abs(value) > 1e-6))
          .map(
            ([key, values]) =>
              `${key}: ${values.map(value => value.toFixed(3)).join()}`,
          )
          .map(text => text.replace(/-(0\.000)/g, '$1'))
          .sort()
      );
    };
    const kept = days.slice(3);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(movement, {
          maxLength: 40,
          selector: row =>
            [row.scorecard, row.owner_set_id, row.day, row.part, row.area].join(
              '/',
            ),
        }),
        fc.integer({ min: 1, max: 12 }),
        async (rows, limit) => {
          await knex('movements').delete();
          await knex.transaction(trx => addToMovements(trx, { rows }));
          const before = [];
          for (const day of kept) {
            before.push(await sumsUpTo(day));
          }
          for (const scorecard of ['first', 'second']) {
            while (
              (await foldMovements(knex, {
                scorecard,
                before: kept[0],
                limit,
              })) === limit
            ) {
              // The next ones.
            }
          }
          const after = [];
          for (const day of kept) {
            after.push(await sumsUpTo(day));
          }
          expect(after).toEqual(before);
          const old = await knex('movements').where('day', '<', kept[0]);
          expect(old.filter(row => row.day !== '1970-01-01')).toEqual([]);
          expect(old.length).toBeLessThanOrEqual(2 * 2 * 2 * 3);
        },
      ),
      { numRuns: caseCount(15, 100) },
    );
  });
});
