import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyMigrations } from '../database/initializeDatabase';
import { prepareScorecard } from './BatchScorecard';
import { startOfHour } from './EvaluationBatch';
import { findUnchanged } from './findUnchanged';
import { firstHour, TinyInstallation } from './__testUtils__/TinyInstallation';
import { tinyScorecard } from './__testUtils__/tinyScorecard';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const scorecard = (name: string, contentHash: string, types: string[]) =>
  tinyScorecard({
    name,
    contentHash,
    types,
    checks: [{ id: 'one', collector: 'a', area: 'ownership' }],
  });
const hourMs = 3_600_000;
const ids = [1, 2, 3];

describe.each(databases.eachSupportedId())('unchanged entities, %s', id => {
  let knex: Knex;
  let tiny: TinyInstallation;

  beforeAll(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
  });
  beforeEach(async () => {
    tiny = new TinyInstallation(knex);
    await tiny.clear();
    await tiny.publish(1, scorecard('services', 'first', ['service']));
    await tiny.publish(2, scorecard('libraries', 'first', ['library']));
    await tiny.putEntities(ids.map(entityId => ({ id: entityId })));
    await tiny.putFacts('a', ids, { one: 'fail' }, firstHour + 2 * hourMs);
    await tiny.pipeline().drain();
  });
  afterAll(() => knex.destroy());

  const find = async (hasFailed = false, of = ids, stratum = 0) => {
    const queries: string[] = [];
    const note = ({ sql }: { sql: string }) => queries.push(sql);
    knex.on('query', note);
    const found = await knex.transaction(trx =>
      findUnchanged(
        trx,
        of.map(entityId => ({
          entityId,
          stratum,
          ticket: 't',
          attempts: 0,
          hasFailed,
        })),
        {
          prepared: tiny
            .current()
            .map(active => prepareScorecard(active, tiny.connected, undefined)),
          hour: startOfHour(new Date(tiny.now)),
        },
      ),
    );
    knex.removeListener('query', note);
    return { found: [...found].sort(), queries };
  };

  it('are told without their facts and results', async () => {
    const { found, queries } = await find();
    expect(found).toEqual(ids);
    expect(
      queries.filter(sql => /packed|select \* from results/.test(sql)),
    ).toEqual([]);
    // The description alone, since a scorecard has stored nothing of them.
    expect(queries.filter(sql => sql.includes('select * from facts'))).toEqual([
      expect.stringContaining('and collector'),
    ]);
    // BEGIN and COMMIT aside.
    expect(queries.filter(sql => sql.includes('select'))).toHaveLength(5);
  });

  const second = { id: 2 };
  const changes: Record<string, () => Promise<unknown>> = {
    'a fact': () => tiny.putFacts('a', [2], { one: 'pass' }),
    'a fact that is taken back': () =>
      knex('facts').where({ entity_id: 2, collector: 'a' }).delete(),
    'an owner': () => tiny.putEntity({ ...second, ownerSetId: 9 }),
    'a tier': () => tiny.putEntity({ ...second, tier: 1 }),
    'a time of creation': () =>
      tiny.putEntity({ ...second, createdAt: firstHour }),
    'a description that another scorecard asks about': () =>
      tiny.putEntity({ ...second, type: 'library' }),
    'a removal': () => tiny.removeEntity(2),
    'a time that has come': () =>
      knex('scores').where({ entity_id: 2 }).update({ next_at: tiny.now }),
    'results that are gone': () =>
      knex('results').where({ entity_id: 2 }).delete(),
    'scores that are gone': () =>
      knex('scores').where({ entity_id: 2 }).delete(),
    'a description that cannot be read': () =>
      knex('facts')
        .where({ entity_id: 2, collector: 'catalog' })
        .update({ data: '{' }),
  };

  it.each(Object.keys(changes))('are not those with %s', async name => {
    await changes[name]();
    expect((await find()).found).toEqual([1, 3]);
  });

  it('are those that nobody asks anything of, beside others or as Groups', async () => {
    await tiny.putEntity({ id: 4, type: 'website' });
    await tiny.putEntity({ id: 5, type: 'library' });
    const { found, queries } = await find(false, [...ids, 4, 5]);
    expect(found).toEqual([...ids, 4]);
    expect(queries.filter(sql => sql.includes('select'))).toHaveLength(5);
    expect((await find(false, [4, 5], 2)).found).toEqual([4]);
    expect((await find(true, [4, 5], 2)).found).toEqual([]);
    // At a first evaluation of everything nothing is read twice.
    const first = await find(false, [4, 5]);
    expect(first.found).toEqual([]);
    expect(first.queries.filter(sql => sql.includes('select'))).toHaveLength(2);
  });

  it('are none with another standard, other collectors, stale facts, or a failure before', async () => {
    expect((await find(true)).found).toEqual([]);
    tiny.connected.delete('a');
    expect((await find()).found).toEqual([]);
    tiny.connected.add('a');
    expect((await find()).found).toEqual(ids);
    tiny.now += 2 * hourMs;
    expect((await find()).found).toEqual([]);
    tiny.now -= 2 * hourMs;
    await tiny.publish(3, scorecard('services', 'second', ['service']));
    const { found, queries } = await find();
    expect(found).toEqual([]);
    // It is plain from what is stored: nothing else is read.
    expect(queries.filter(sql => sql.includes('select'))).toHaveLength(2);
  });
});
