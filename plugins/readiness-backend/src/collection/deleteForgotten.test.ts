import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyMigrations } from '../database/initializeDatabase';
import { bulkUpsert } from '../database/operations/bulk';
import { deleteForgotten } from './deleteForgotten';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const now = Date.parse('2026-11-21T08:00:00Z');

describe.each(databases.eachSupportedId())('deleteForgotten, %s', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
  });
  afterEach(async () => {
    await knex.destroy();
  });

  it('deletes what is stale and of nobody who is connected, and nothing else', async () => {
    const facts = (
      collector: string,
      count: number,
      expiresAt: number | null,
    ) =>
      Array.from({ length: count }, (_, index) => ({
        entity_id: index + 1,
        collector,
        data: '{}',
        hash: 'h',
        observed_at: 1,
        expires_at: expiresAt,
      }));
    await bulkUpsert(knex, {
      table: 'facts',
      rows: [
        ...facts('gone', 2_500, now),
        ...facts('just-gone', 3, now + 1),
        ...facts('connected', 3, 1),
        ...facts('readiness/rollup', 3, 1),
        ...facts('for-ever', 3, null),
      ],
    });
    await deleteForgotten(knex, {
      connected: new Set(['connected']),
      at: new Date(now),
    });
    expect(
      await knex('facts').distinct().orderBy('collector').pluck('collector'),
    ).toEqual(['connected', 'for-ever', 'just-gone', 'readiness/rollup']);
    expect(await knex('facts')).toHaveLength(12);
  });
});
