import { TestDatabases } from '@backstage/backend-test-utils';
import { applyMigrations } from '../../initializeDatabase';
import { rawRows } from '../../rawRows';
import { jsonRows } from './jsonRows';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('jsonRows, %s', id => {
  it('hands rows over with types, nulls and any text', async () => {
    const knex = await databases.init(id);
    const given = [
      { key: 1, name: `it's "?" $1 𝄞 {}`, share: 0.25 },
      { key: 2, name: '12', share: null },
    ];
    const rows = jsonRows(
      knex,
      { key: 'integer', name: 'text', share: 'double precision' },
      given,
    );
    expect(
      await rawRows(
        knex,
        `select given.key, given.name, given.share from ${rows.sql} order by given.key`,
        rows.bindings,
      ),
    ).toEqual(given);
    expect(() => jsonRows(knex, { 'a" integer); --': 'text' }, [])).toThrow(
      'Not a column name',
    );
    await knex.destroy();
  });
});

describe('jsonRows, SQLite', () => {
  it('are read once for a join, and found by an index', async () => {
    const knex = await databases.init('SQLITE_3');
    await applyMigrations(knex);
    const rows = jsonRows(knex, { key: 'integer', name: 'text' }, []);
    const plan = await rawRows<{ detail: string }>(
      knex,
      `explain query plan
       select given.name, sum(r.count) from rollup_counts r
       join ${rows.sql} on given.key = r.check_key
       where r.definition_id = 1 group by given.name`,
      rows.bindings,
    );
    expect(plan.map(({ detail }) => detail).join('\n')).toContain(
      'SEARCH given USING AUTOMATIC COVERING INDEX (key=?)',
    );
    await knex.destroy();
  });
});
