import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { resolve } from 'path';
import {
  applyMigrations,
  initializeDatabase,
  revertMigrations,
} from './initializeDatabase';
import { Tables, tableColumns } from './tableColumns';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const directory = resolve(__dirname, '../../migrations');
const tables = Object.keys(tableColumns) as Array<keyof Tables>;

const sample = {
  integer: 7,
  bigint: 1_790_000_000_000,
  'double precision': 0.5,
  boolean: true,
  text: 'x',
};

async function fillEveryTable(knex: Knex) {
  for (const table of tables) {
    const row = Object.fromEntries(
      Object.entries(tableColumns[table]).map(([column, type]) => [
        column,
        sample[type],
      ]),
    );
    await knex(table).insert(row);
  }
}

describe.each(databases.eachSupportedId())('initializeDatabase, %s', id => {
  it('goes up and down with rows in every table, and up again', async () => {
    const knex = await databases.init(id);
    await applyMigrations(knex);
    await fillEveryTable(knex);
    for (const table of tables) {
      const columns = Object.keys(await knex(table).columnInfo()).sort();
      expect(columns).toEqual(Object.keys(tableColumns[table]).sort());
    }
    await revertMigrations(knex);
    for (const table of tables) {
      expect(await knex.schema.hasTable(table)).toBe(false);
    }
    await applyMigrations(knex);
    expect(await knex('entities').select()).toEqual([]);
    await knex.destroy();
  });

  it('keeps what is stored when base levels and derived facts come, and makes it due again', async () => {
    const knex = await databases.init(id);
    await applyMigrations(knex);
    await knex('derivation_marks').delete();
    await fillEveryTable(knex);
    const queue = await knex('evaluation_queue');
    const down = async () => {
      const applied = await knex('knex_migrations').pluck('name');
      for (const _ of applied.filter(name => name >= '20261124000000')) {
        await knex.migrate.down({ directory });
      }
    };
    await down();
    expect(await knex.schema.hasColumn('scores', 'base_level')).toBe(false);
    expect(await knex('evaluation_queue')).toEqual(queue);
    expect(await knex('scores')).toHaveLength(1);

    await applyMigrations(knex);
    expect(await knex('evaluation_queue')).toEqual(queue);
    const [score] = await knex('scores');
    expect(score).toMatchObject({ base_level: 0, base_ceiling: 0, level: 7 });
    expect(Number(score.next_at)).toBe(0);
    expect(
      await knex('derivation_marks').orderBy('collector').pluck('collector'),
    ).toEqual([
      'readiness/dependencies',
      'readiness/relations',
      'readiness/rollup',
    ]);
    // An entity waits in one stratum only.
    await expect(
      knex('evaluation_queue').insert({ ...queue[0], stratum: 1 }),
    ).rejects.toThrow();
    await knex.destroy();
  });

  it('keeps facts and runs when those go on where they stopped, also one that is under way', async () => {
    const knex = await databases.init(id);
    await applyMigrations(knex);
    const before = '20261126000000';
    const applied: string[] = await knex('knex_migrations').pluck('name');
    for (const _ of applied.filter(name => name >= before)) {
      await knex.migrate.down({ directory });
    }
    expect(await knex.schema.hasTable('request_budgets')).toBe(false);
    const at = sample.bigint;
    await knex('entities').insert(
      ['a', 'b'].map(name => ({
        ref: `component:default/${name}`,
        kind: 'component',
        namespace: 'default',
        name,
        owner_set_id: 1,
      })),
    );
    const entityIds: number[] = await knex('entities').pluck('id');
    await knex('facts').insert(
      entityIds.map(entityId => ({
        entity_id: entityId,
        collector: 'slo',
        data: '{"fine":true}',
        hash: 'x',
        observed_at: at,
        expires_at: at + 1,
      })),
    );
    await knex('collector_runs').insert(
      ['catalog', 'slo', 'cost'].map(collector => ({
        collector,
        status: collector === 'slo' ? 'running' : 'succeeded',
        started_at: at,
        next_at: at + 60_000,
        completed: 3,
      })),
    );
    const facts = await knex('facts').orderBy('entity_id');

    await applyMigrations(knex);
    expect(await knex('facts').orderBy('entity_id')).toEqual(
      facts.map(fact => ({
        ...fact,
        revision: null,
        absent_at: null,
        changed_at: fact.observed_at,
      })),
    );
    expect(await knex('entities').pluck('repository_key')).toEqual([0, 0]);
    const runs = await knex('collector_runs').orderBy('collector');
    expect(runs.map(run => [run.collector, run.cursor, run.completed])).toEqual(
      [
        ['catalog', null, 3],
        ['cost', null, 3],
        ['slo', null, 3],
      ],
    );
    // The catalog brings the repositories at once; the others keep their times and their leases.
    expect(runs.map(run => run.next_at && Number(run.next_at) - at)).toEqual([
      null,
      60_000,
      60_000,
    ]);

    await knex('collector_runs')
      .where({ collector: 'cost' })
      .update({ status: 'paused', cursor: '{}' });
    for (const _ of applied.filter(name => name >= before)) {
      await knex.migrate.down({ directory });
    }
    expect(await knex('facts').orderBy('entity_id')).toEqual(facts);
    expect(
      await knex('collector_runs').orderBy('collector').pluck('status'),
    ).toEqual(['succeeded', 'failed', 'running']);
    await knex.destroy();
  });

  it('makes the catalog be read again when entities get targets of events', async () => {
    const knex = await databases.init(id);
    await applyMigrations(knex);
    const before = '20261127000000';
    const applied: string[] = await knex('knex_migrations').pluck('name');
    const down = async () => {
      for (const _ of applied.filter(name => name >= before)) {
        await knex.migrate.down({ directory });
      }
    };
    await down();
    expect(await knex.schema.hasTable('delivery_events')).toBe(false);
    await knex('collector_runs').insert(
      [
        ['catalog', 'succeeded'],
        ['slo', 'succeeded'],
        ['cost', 'running'],
      ].map(([collector, status]) => ({
        collector,
        status,
        next_at: sample.bigint,
      })),
    );
    const entity = {
      ref: 'component:default/a',
      kind: 'component',
      namespace: 'default',
      name: 'a',
      owner_set_id: 1,
    };
    await knex('entities').insert(entity);
    await applyMigrations(knex);
    const runs = await knex('collector_runs').orderBy('collector');
    expect(runs.map(({ next_at: at }) => at && Number(at))).toEqual([
      null,
      sample.bigint,
      sample.bigint,
    ]);
    await knex('entity_targets').insert({ entity_id: 1, target: 'service:a' });
    await knex('delivery_events').insert({
      digest: 'x',
      source: 'ci',
      event_id: '1',
      kind: 'change',
      at: 1,
      received_at: 2,
      data: '{}',
    });
    await expect(
      knex('delivery_events').insert({
        digest: 'x',
        source: 'other',
        event_id: '2',
        kind: 'change',
        at: 1,
        received_at: 2,
        data: '{}',
      }),
    ).rejects.toThrow();
    await down();
    expect(await knex('entities').pluck('ref')).toEqual([entity.ref]);
    await applyMigrations(knex);
    expect(await knex('delivery_events')).toEqual([]);
    await knex.destroy();
  });

  it('knows the present owners and groups from the beginning when their history comes, and leaves them when it goes', async () => {
    const knex = await databases.init(id);
    await applyMigrations(knex);
    const applied: string[] = await knex('knex_migrations').pluck('name');
    const down = async () => {
      for (const _ of applied.filter(name => name >= '20261129000100')) {
        await knex.migrate.down({ directory });
      }
    };
    await down();
    expect(await knex.schema.hasTable('ownership_periods')).toBe(false);
    const entity = (name: string, times: object) => ({
      ref: `component:default/${name}`,
      kind: 'component',
      namespace: 'default',
      name,
      owner_set_id: 3,
      ...times,
    });
    const at = sample.bigint;
    await knex('entities').insert([
      entity('old', { created_at: null }),
      entity('new', { created_at: at }),
      entity('gone', { created_at: at, removed_at: at + 1 }),
    ]);
    const pair = { ancestor_ref: 'group:default/a', descendant_ref: 'b' };
    await knex('group_closure').insert(pair);
    const entities = await knex('entities').orderBy('ref');

    await applyMigrations(knex);
    const periods = await knex('ownership_periods')
      .join('entities', 'entities.id', 'entity_id')
      .orderBy('ref')
      .select('name', 'from_at', 'until_at', 'ownership_periods.owner_set_id');
    expect(
      periods.map(row => ({ ...row, from_at: Number(row.from_at) })),
    ).toEqual([
      { name: 'new', from_at: at, until_at: null, owner_set_id: 3 },
      { name: 'old', from_at: 0, until_at: null, owner_set_id: 3 },
    ]);
    const [closure] = await knex('group_closure_periods');
    expect({ ...closure, from_at: Number(closure.from_at) }).toEqual({
      ...pair,
      from_at: 0,
      until_at: null,
    });
    await knex('previous_refs').insert({
      entity_id: 1,
      ref: 'component:default/x',
      renamed_at: at,
    });
    await knex('entities').update({ owner_since: at });

    await down();
    expect(await knex('entities').orderBy('ref')).toEqual(entities);
    expect(await knex('group_closure')).toEqual([pair]);
    expect(await knex.schema.hasTable('previous_refs')).toBe(false);
    await applyMigrations(knex);
    expect(await knex('entities').pluck('owner_since')).toEqual([
      null,
      null,
      null,
    ]);
    await knex.destroy();
  });

  it('takes what facts say for the version since they were observed, and forgets versions going down', async () => {
    const knex = await databases.init(id);
    await applyMigrations(knex);
    const before = '20261129000000';
    const applied: string[] = await knex('knex_migrations').pluck('name');
    const down = async () => {
      for (const _ of applied.filter(name => name >= before)) {
        await knex.migrate.down({ directory });
      }
    };
    await down();
    expect(await knex.schema.hasTable('fact_history')).toBe(false);
    const fact = {
      entity_id: 1,
      collector: 'slo',
      data: '{"fine":true}',
      hash: 'x',
      observed_at: sample.bigint,
    };
    const result = {
      entity_id: 1,
      definition_id: 1,
      packed: '[]',
      input_hash: 'a-b',
    };
    await knex('facts').insert(fact);
    await knex('results').insert(result);
    await applyMigrations(knex);
    const [stored] = await knex('facts');
    expect(Number(stored.changed_at)).toBe(sample.bigint);
    expect(await knex('results').pluck('fact_versions')).toEqual([null]);
    const version = {
      entity_id: 1,
      collector: 'slo',
      changed_at: 1,
      replaced_at: 2,
      data: 'x',
    };
    await knex('fact_history').insert(version);
    await expect(knex('fact_history').insert(version)).rejects.toThrow();
    await down();
    const [kept] = await knex('facts');
    expect(kept).toMatchObject({ data: fact.data, hash: fact.hash });
    expect(kept).not.toHaveProperty('changed_at');
    expect(await knex('results')).toEqual([result]);
    await applyMigrations(knex);
    expect(await knex('fact_history')).toEqual([]);
    await knex.destroy();
  });

  it('leaves the tables to others where migrations are skipped', async () => {
    const knex = await databases.init(id);
    const database = mockServices.database({ knex });
    await initializeDatabase({ ...database, migrations: { skip: true } });
    expect(await knex.schema.hasTable('entities')).toBe(false);
    await initializeDatabase({ ...database, migrations: { skip: false } });
    expect(await knex.schema.hasTable('entities')).toBe(true);
    await knex.destroy();
  });
});
