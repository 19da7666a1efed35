import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyMigrations } from '../../initializeDatabase';
import { bulkUpsert } from '../bulk';
import { markAllForEvaluation, markForEvaluation } from './markForEvaluation';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('markForEvaluation, %s', id => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
    await bulkUpsert(knex, {
      table: 'entities',
      key: ['ref'],
      rows: ['Component', 'Group', 'template', 'API'].map((kind, index) => ({
        id: index + 1,
        ref: `${kind}:default/x`.toLowerCase(),
        kind,
        namespace: 'default',
        name: 'x',
        owner_set_id: 10 + index,
      })),
    });
  });
  beforeEach(() => knex('evaluation_queue').delete());
  afterAll(() => knex.destroy());

  const queue = () => knex('evaluation_queue').orderBy('entity_id');

  it('puts each entity into its stratum with its owner, ignoring unknown ids', async () => {
    await markForEvaluation(knex, {
      entityIds: [1, 2, 3, 99],
      at: new Date(5_000),
    });
    expect(
      (await queue()).map(row => [
        row.stratum,
        row.entity_id,
        Number(row.next_at),
        row.attempts,
        row.owner_set_id,
      ]),
    ).toEqual([
      [0, 1, 5_000, 0, 10],
      [2, 2, 5_000, 0, 11],
      [2, 3, 5_000, 0, 12],
    ]);
  });

  it('gives a new ticket and a new chance, and keeps the earlier time', async () => {
    await markForEvaluation(knex, { entityIds: [1], at: new Date(5_000) });
    const [{ ticket }] = await queue();
    await knex('evaluation_queue').update({ attempts: 4, last_error: 'x' });
    await markForEvaluation(knex, { entityIds: [1], at: new Date(9_000) });
    let [row] = await queue();
    expect(row.ticket).not.toBe(ticket);
    expect([Number(row.next_at), row.attempts, row.last_error]).toEqual([
      5_000,
      0,
      'x',
    ]);
    await markForEvaluation(knex, { entityIds: [1], at: new Date(2_000) });
    [row] = await queue();
    expect(Number(row.next_at)).toBe(2_000);
  });

  it('marks all, or one stratum', async () => {
    await markAllForEvaluation(knex, { at: new Date(1_000), stratum: 2 });
    expect((await queue()).map(row => row.entity_id)).toEqual([2, 3]);
    await markAllForEvaluation(knex, { at: new Date(1_000) });
    expect((await queue()).map(row => row.entity_id)).toEqual([1, 2, 3, 4]);
  });

  it('keeps one row per entity, in the lower stratum; Groups wait in the last one', async () => {
    await knex('evaluation_queue').delete();
    const at = new Date(1_000);
    const strata = async () =>
      Object.fromEntries(
        (await knex('evaluation_queue')).map(row => [
          row.entity_id,
          row.stratum,
        ]),
      );
    await markForEvaluation(knex, { entityIds: [1], at });
    await markForEvaluation(knex, { entityIds: [1, 2, 4], at, stratum: 1 });
    expect(await strata()).toEqual({ 1: 0, 2: 2, 4: 1 });
    await markForEvaluation(knex, { entityIds: [4], at });
    expect(await strata()).toEqual({ 1: 0, 2: 2, 4: 0 });
  });
});
