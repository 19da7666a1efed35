import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { resolve } from 'path';
import { applyMigrations } from '../database/initializeDatabase';
import {
  contributedSums,
  ledgerSums,
} from '../pipeline/__testUtils__/consistency';
import { start } from '../pipeline/__testUtils__/randomHistory';
import { writeDaySnapshots } from './writeDaySnapshots';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const directory = resolve(__dirname, '../../migrations');

describe.each(databases.eachSupportedId())('the ledger, %s', id => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
  });
  afterAll(() => knex.destroy());

  it('begins with what is stored when it comes, and leaves snapshots when it goes', async () => {
    const tiny = await start(knex);
    await tiny.putFacts('a', [1, 2], { one: 'pass' });
    await tiny.putFacts('b', [1], { two: 'pass' });
    await tiny.putEntities([{ id: 5, createdAt: tiny.now }]);
    await tiny.pipeline().drain();
    const applied: string[] = await knex('knex_migrations').pluck('name');
    const down = async () => {
      for (const _ of applied.filter(name => name >= '20261129000200')) {
        await knex.migrate.down({ directory });
      }
    };
    const stood = await knex('score_days').orderBy('entity_id');
    await down();
    expect(await knex.schema.hasTable('movements')).toBe(false);
    const snapshot = (day: string, scope_ref: string, passed: number) => ({
      scope: 'team',
      scope_ref,
      scorecard: 'first',
      item: '',
      day,
      passed,
      known: 9,
      applicable: 9,
      entities: 3,
      on_target: 1,
    });
    const snapshots = [
      snapshot('2026-11-18', 'group:default/a', 3),
      snapshot('2026-11-19', 'group:default/a', 4),
      snapshot('2026-11-19', 'group:default/b', 5),
    ];
    await knex('rollup_days').insert(snapshots);

    const today = () => new Date().toISOString().slice(0, 10);
    const days = [today()];
    await applyMigrations(knex);
    days.push(today());
    expect(await ledgerSums(knex)).toEqual(await contributedSums(knex));
    expect(await knex('movements').distinct('day', 'part')).toEqual([
      { day: '1970-01-01', part: 'new' },
    ]);
    const stands = await knex('score_days').orderBy('entity_id');
    const [{ day }] = stands;
    expect(days).toContain(day);
    expect(stands.map(({ areas, ...row }) => [JSON.parse(areas), row])).toEqual(
      stood.map(({ areas, ...row }) => [JSON.parse(areas), { ...row, day }]),
    );
    expect(
      await knex('rollup_days')
        .orderBy(['scope_ref', 'day'])
        .select('scope_ref', 'day', 'until_day'),
    ).toEqual([
      {
        scope_ref: 'group:default/a',
        day: '2026-11-18',
        until_day: '2026-11-19',
      },
      { scope_ref: 'group:default/a', day: '2026-11-19', until_day: null },
      { scope_ref: 'group:default/b', day: '2026-11-19', until_day: null },
    ]);
    expect(await knex('snapshot_days').orderBy('day').pluck('day')).toEqual([
      '2026-11-18',
      '2026-11-19',
    ]);
    // Days that nobody took a snapshot of are made up for; these teams have nothing any more.
    await writeDaySnapshots(knex, { scorecards: [], at: new Date(tiny.now) });
    expect(
      await knex('rollup_days').where({ scope: 'team' }).whereNull('until_day'),
    ).toEqual([]);
    expect(
      await knex('rollup_days')
        .where({ scope: 'organisation', item: '' })
        .select('day', 'entities'),
    ).toEqual([{ day: '2026-11-20', entities: 4 }]);

    await down();
    expect(await knex('rollup_days').where({ scope: 'team' })).toHaveLength(3);
    await applyMigrations(knex);
  });
});
