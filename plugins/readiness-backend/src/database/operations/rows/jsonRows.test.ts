import { TestDatabases } from '@backstage/backend-test-utils';
import { applyMigrations } from '../../initializeDatabase';
import { rawRows } from '../../rawRows';
import { jsonRows } from './jsonRows';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('jsonRows, %s', id => {
  it('hands rows over with types, nulls and any text', async () => {
    const knex = await databases.init(id);
    await applyMigrations(knex);
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
    if (id === 'SQLITE_3') {
      const plan = await rawRows<{ detail: string }>(
        knex,
        `explain query plan select given.name from checks c
         join ${rows.sql} on given.key = c.id`,
        rows.bindings,
      );
      expect(plan.map(({ detail }) => detail).join('\n')).toMatch(
        /USING (AUTOMATIC|INTEGER PRIMARY KEY)/,
      );
    }
    expect(() => jsonRows(knex, { 'a" integer); --': 'text' }, [])).toThrow(
      'Not a column name',
    );
    await knex.destroy();
  });
});
