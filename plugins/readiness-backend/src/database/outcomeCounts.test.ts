import { TestDatabases } from '@backstage/backend-test-utils';
import { resolve } from 'path';
import {
  exampleEntities,
  exampleGroups,
} from '../services/__testUtils__/exampleOrganisation';
import { Organisation } from '../services/__testUtils__/Organisation';
import { applyMigrations } from './initializeDatabase';
import { unpackResults } from './operations/results';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const directory = resolve(__dirname, '../../migrations');

describe.each(databases.eachSupportedId())('counts of outcomes, %s', id => {
  it('are those of the stored results that count, also of results that were stored before', async () => {
    const knex = await databases.init(id);
    await applyMigrations(knex);
    await new Organisation(knex).write(exampleGroups, exampleEntities);
    const read = () =>
      knex('scores')
        .orderBy(['entity_id', 'definition_id'])
        .select(
          'entity_id',
          'definition_id',
          'pass_count',
          'fail_count',
          'unknown_count',
          'not_applicable_count',
          'exempt_count',
          'error_count',
        );
    const written = await read();
    const results = await knex('results').orderBy([
      'entity_id',
      'definition_id',
    ]);
    expect(written).toEqual(
      results.map(({ entity_id, definition_id, packed }) => {
        const of = (outcome: string) =>
          unpackResults(packed).filter(
            result => result.counts && result.outcome === outcome,
          ).length;
        return {
          entity_id,
          definition_id,
          pass_count: of('pass'),
          fail_count: of('fail'),
          unknown_count: of('unknown'),
          not_applicable_count: of('not-applicable'),
          exempt_count: of('exempt'),
          error_count: of('error'),
        };
      }),
    );
    expect(written.some(row => row.fail_count > 0)).toBe(true);

    const applied: string[] = await knex('knex_migrations').pluck('name');
    for (const _ of applied.filter(name => name >= '20261129000800')) {
      await knex.migrate.down({ directory });
    }
    expect(await knex.schema.hasColumn('scores', 'pass_count')).toBe(false);
    await applyMigrations(knex);
    expect(await read()).toEqual(written);
    await knex.destroy();
  });
});
