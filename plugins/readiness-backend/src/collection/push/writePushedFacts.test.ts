import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { bulkUpsert } from '../../database/operations/bulk';
import { removeEntities } from '../../database/operations/entities';
import { applyMigrations } from '../../database/initializeDatabase';
import { PushedEntityFact, writePushedFacts } from './writePushedFacts';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const now = Date.parse('2026-11-22T08:00:00Z');
const minute = 60_000;

describe.each(databases.eachSupportedId())('writePushedFacts, %s', id => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
    await bulkUpsert(knex, {
      table: 'entities',
      key: ['ref'],
      rows: Array.from({ length: 40 }, (_, index) => ({
        id: index + 1,
        ref: `component:default/c${index + 1}`,
        kind: 'component',
        namespace: 'default',
        name: `c${index + 1}`,
        owner_set_id: 1,
      })),
    });
  });
  beforeEach(async () => {
    await knex('facts').delete();
    await knex('evaluation_queue').delete();
  });
  afterAll(() => knex.destroy());

  const fact = (
    entityId: number,
    minutes: number,
    text: string | null = 'x',
    collector = 'toil',
  ): PushedEntityFact => ({
    collector,
    entityId,
    entityRef: `component:default/c${entityId}`,
    observedAt: new Date(now + minutes * minute),
    content: text === null ? null : { data: `{"is":"${text}"}`, hash: text },
  });
  const write = (facts: Array<PushedEntityFact | null>, at = now) =>
    writePushedFacts(knex, {
      facts,
      timeToLiveMs: () => 60 * minute,
      at: new Date(at),
    });
  const marked = () =>
    knex('evaluation_queue').orderBy('entity_id').pluck('entity_id');

  it('keeps what was observed last, whoever of several that push at once comes first', async () => {
    for (let entityId = 1; entityId <= 20; entityId += 1) {
      const times = [-3, -1, -4, -2, -5];
      await Promise.all(
        times.map(minutes => write([fact(entityId, minutes, `${minutes}`)])),
      );
    }
    const rows = await knex('facts').select('hash', 'observed_at');
    expect(rows).toHaveLength(20);
    expect(
      rows.filter(
        row =>
          row.hash !== '-1' || Number(row.observed_at) !== now - 1 * minute,
      ),
    ).toEqual([]);
  });

  it('takes pushes of the same in any order of entities and facts at once', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => index + 1);
    const pushes = [ids, [...ids].reverse()].flatMap((order, turn) =>
      [1, 2, 3].map(round =>
        order.flatMap(entityId =>
          (turn ? ['toil', 'unit-cost'] : ['unit-cost', 'toil']).map(
            collector =>
              fact(entityId, -10 + round, `${round}${turn}`, collector),
          ),
        ),
      ),
    );
    await Promise.all(pushes.map(facts => write(facts)));
    const rows = await knex('facts').select('hash');
    expect(rows).toHaveLength(80);
    expect(rows.every(({ hash }) => hash.startsWith('3'))).toBe(true);
  });

  it('evaluates what was stale and is fresh again, also where it was observed before it went stale', async () => {
    await write([fact(1, -65), fact(2, -65)], now - 65 * minute);
    await knex('evaluation_queue').delete();
    // Both went stale five minutes ago; one was looked at ten minutes ago.
    expect(await write([fact(1, -10)])).toEqual(['unchanged']);
    expect(await marked()).toEqual([1]);
  });

  it('writes nothing of an entity that was removed meanwhile', async () => {
    await knex.transaction(trx =>
      removeEntities(trx, { entityIds: [40], at: new Date(now) }),
    );
    expect(await write([fact(40, -1), fact(39, -1), null])).toEqual([
      undefined,
      'stored',
      undefined,
    ]);
    expect(await knex('facts').pluck('entity_id')).toEqual([39]);
    await knex('entities').where({ id: 40 }).update({ removed_at: null });
  });

  it('waits for a removal that is under way', async () => {
    let written: Promise<unknown> = Promise.resolve();
    await knex.transaction(async trx => {
      await removeEntities(trx, { entityIds: [38], at: new Date(now) });
      written = write([fact(38, -1)]);
      await new Promise(resolve => setTimeout(resolve, 200));
    });
    expect(await written).toEqual([undefined]);
    expect(await knex('facts')).toEqual([]);
    await knex('entities').where({ id: 38 }).update({ removed_at: null });
  });
});
