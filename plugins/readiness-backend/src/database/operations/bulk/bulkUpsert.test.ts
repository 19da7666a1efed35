import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyMigrations } from '../../initializeDatabase';
import { bulkDelete } from './bulkDelete';
import { bulkUpsert } from './bulkUpsert';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const fact = (entity_id: number, data: string, expires_at: number | null) => ({
  entity_id,
  collector: 'a\'b"c,{}\\',
  data,
  hash: `h${entity_id}`,
  observed_at: 1_790_000_000_123,
  expires_at,
});

describe.each(databases.eachSupportedId())('bulk statements, %s', id => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
  });
  beforeEach(async () => {
    await knex('facts').delete();
    await knex('rollup_counts').delete();
    await knex('non_pass_results').delete();
  });
  afterAll(() => knex.destroy());

  it('keeps every value over more rows than one statement takes', async () => {
    const rows = Array.from({ length: 3_500 }, (_, index) =>
      fact(index, `{"text":"ä \\u0000 '${index}'?"}`, index % 2 ? index : null),
    );
    await bulkUpsert(knex, {
      table: 'facts',
      key: ['entity_id', 'collector'],
      rows,
    });
    const stored = await knex('facts')
      .select(Object.keys(rows[0]))
      .orderBy('entity_id');
    expect(
      stored.map(row => ({
        ...row,
        observed_at: Number(row.observed_at),
        expires_at: row.expires_at === null ? null : Number(row.expires_at),
      })),
    ).toEqual(rows);
  });

  it('stores a value that all rows have as it stores others', async () => {
    const same = { observed_at: 1_790_000_000_123, expires_at: null };
    const written = [fact(1, 'same', 7), { ...fact(2, 'same', 7), ...same }];
    const key = ['entity_id', 'collector'] as const;
    await bulkUpsert(knex, { table: 'facts', key, rows: written });
    await bulkUpsert(knex, { table: 'facts', key, rows: [fact(3, 'same', 7)] });
    const together = [4, 5].map(entityId => fact(entityId, 'same', 7));
    await bulkUpsert(knex, { table: 'facts', key, rows: together });
    const isSqlite = id === 'SQLITE_3';
    const typeOf = isSqlite ? 'typeof' : 'pg_typeof';
    const forms = await knex('facts')
      .whereNot({ entity_id: 2 })
      .distinct(
        'data',
        knex.raw('cast(expires_at as text) as expires'),
        knex.raw('cast(observed_at as text) as observed'),
        knex.raw(`cast(${typeOf}(entity_id) as text) as key`),
      );
    expect(forms).toEqual([
      {
        data: 'same',
        expires: '7',
        observed: '1790000000123',
        key: 'integer',
      },
    ]);
    await bulkDelete(knex, { table: 'facts', key, rows: together });
    await bulkDelete(knex, { table: 'facts', key, rows: [fact(3, '', 0)] });
    expect(await knex('facts').orderBy('entity_id').pluck('entity_id')).toEqual(
      [1, 2],
    );
  });

  it('replaces what differs, or leaves what is there', async () => {
    const key = ['entity_id', 'collector'] as const;
    await bulkUpsert(knex, { table: 'facts', key, rows: [fact(1, 'a', 5)] });
    await bulkUpsert(knex, {
      table: 'facts',
      key,
      onConflict: 'ignore',
      rows: [fact(1, 'b', 6)],
    });
    expect(await knex('facts').pluck('data')).toEqual(['a']);
    await bulkUpsert(knex, {
      table: 'facts',
      key,
      rows: [fact(1, 'b', null), fact(2, 'c', null)],
    });
    expect(
      await knex('facts').orderBy('entity_id').select('data', 'expires_at'),
    ).toEqual([
      { data: 'b', expires_at: null },
      { data: 'c', expires_at: null },
    ]);
  });

  it('adds to counters', async () => {
    const row = {
      definition_id: 1,
      check_key: 2,
      owner_set_id: 3,
      outcome: 'pass',
    };
    for (const count of [5, -2]) {
      await bulkUpsert(knex, {
        table: 'rollup_counts',
        key: ['definition_id', 'check_key', 'owner_set_id', 'outcome'],
        onConflict: 'add',
        rows: [{ ...row, count }],
      });
    }
    expect(await knex('rollup_counts')).toEqual([{ ...row, count: 3 }]);
  });

  it('deletes by key and nothing else', async () => {
    const rows = [1, 2, 3].map(entity_id => ({
      definition_id: 1,
      check_key: entity_id % 2,
      entity_id,
      outcome: 'fail',
      counts: entity_id === 2,
      owner_set_id: 1,
      since: 0,
    }));
    const key = ['definition_id', 'check_key', 'entity_id'] as const;
    await bulkUpsert(knex, { table: 'non_pass_results', key, rows });
    await bulkDelete(knex, {
      table: 'non_pass_results',
      key,
      rows: [rows[0], { ...rows[2], check_key: 0 }],
    });
    const left = await knex('non_pass_results').orderBy('entity_id');
    expect(left.map(row => [row.entity_id, Boolean(row.counts)])).toEqual([
      [2, true],
      [3, false],
    ]);
  });

  it('takes no column that the table does not have', async () => {
    const hostile = { entity_id: 1, '"; drop table facts; --': 1 };
    await expect(
      bulkUpsert(knex, { table: 'facts', rows: [hostile] }),
    ).rejects.toThrow("Table 'facts' has no column");
    await expect(
      bulkUpsert(knex, {
        table: 'facts',
        rows: [JSON.parse('{"__proto__":1}')],
      }),
    ).rejects.toThrow("Table 'facts' has no column '__proto__'");
  });
});
