import { TestDatabases } from '@backstage/backend-test-utils';
import { retryOnConflict } from './retryOnConflict';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe('retryOnConflict', () => {
  it('tries again on conflicts only, and not for ever', async () => {
    const failing = (code: string, times: number) => {
      let calls = 0;
      return async () => {
        calls += 1;
        if (calls <= times) {
          throw Object.assign(new Error(code), { code });
        }
        return calls;
      };
    };
    expect(await retryOnConflict(failing('40P01', 2), { delayMs: 1 })).toBe(3);
    expect(await retryOnConflict(failing('40001', 1), { delayMs: 1 })).toBe(2);
    await expect(
      retryOnConflict(failing('23505', 1), { delayMs: 1 }),
    ).rejects.toThrow('23505');
    await expect(
      retryOnConflict(failing('40P01', 3), { delayMs: 1, attempts: 3 }),
    ).rejects.toThrow('40P01');
  });
});

describe.each(databases.eachSupportedId())('retryOnConflict, %s', id => {
  it('brings both of two transactions to an end that lock in opposite order', async () => {
    const knex = await databases.init(id);
    await knex.schema.createTable('counters', table => {
      table.integer('id').primary();
      table.integer('count').notNullable();
    });
    await knex('counters').insert([
      { id: 1, count: 0 },
      { id: 2, count: 0 },
    ]);
    const work = (order: number[]) =>
      retryOnConflict(() =>
        knex.transaction(async trx => {
          for (const row of order) {
            await trx('counters').where({ id: row }).increment('count', 1);
            await new Promise(resolve => setTimeout(resolve, 50));
          }
        }),
      );
    await Promise.all([work([1, 2]), work([2, 1])]);
    expect(await knex('counters').orderBy('id').pluck('count')).toEqual([2, 2]);
    await knex.destroy();
  });
});
