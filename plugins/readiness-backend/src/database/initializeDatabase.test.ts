import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  applyMigrations,
  initializeDatabase,
  revertMigrations,
} from './initializeDatabase';
import { Tables, tableColumns } from './tableColumns';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
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
