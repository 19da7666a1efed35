import { Knex } from 'knex';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { bulkUpsert } from '../bulk';
import { ensureOwnerSets } from '../entities';
import { Rename } from './Rename';
import { renameOwners } from './renameOwners';
import { renameScopes } from './renameScopes';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();

function rename(from: string, to: string): Rename {
  const [, namespace, name] = /:(.*)\/(.*)$/.exec(to) ?? [];
  return { id: 1, from, to: { ref: to, namespace, name } };
}

const before = 'group:default/before';
const after = 'group:default/after';
const other = 'group:default/other';
const third = 'group:default/third';

describe.each(databases.eachSupportedId())('renames, %s', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init(id);
  });
  afterEach(async () => {
    await knex.destroy();
  });

  async function days(scope: string, ref: string) {
    const rows = await knex('rollup_days')
      .where({ scope, scope_ref: ref })
      .orderBy(['item', 'day']);
    return rows.map(row => [row.item, row.day, row.until_day, row.entities]);
  }
  async function putDays(
    scope: string,
    ref: string,
    rows: Array<[item: string, day: string, until: string | null, n: number]>,
  ) {
    await bulkUpsert(knex, {
      table: 'rollup_days',
      rows: rows.map(([item, day, until, entities]) => ({
        scope,
        scope_ref: ref,
        scorecard: 's',
        item,
        day,
        passed: 0,
        known: 0,
        applicable: 0,
        entities,
        on_target: 0,
        with_target: 0,
        until_day: until,
      })),
    });
  }

  it('let sums of the past go on, and those of the new name count from their first day', async () => {
    await putDays('team', before, [
      ['', '2026-11-01', '2026-11-05', 1],
      ['', '2026-11-05', '2026-11-12', 2],
      ['', '2026-11-12', null, 0],
      ['area:slos', '2026-11-01', null, 4],
    ]);
    await putDays('team', after, [['', '2026-11-10', null, 3]]);
    await putDays('team', other, [['', '2026-11-01', null, 5]]);
    await putDays('system', 'system:default/x', [['', '2026-11-01', null, 6]]);
    // Another thing of that name.
    await putDays('domain', before, [['', '2026-11-01', null, 7]]);
    await knex.transaction(trx =>
      renameScopes(trx, {
        renames: [
          rename(before, after),
          rename('system:default/x', 'system:default/y'),
          rename('component:default/x', 'component:default/y'),
        ],
      }),
    );
    expect(await days('team', before)).toEqual([]);
    expect(await days('team', after)).toEqual([
      ['', '2026-11-01', '2026-11-05', 1],
      ['', '2026-11-05', '2026-11-10', 2],
      ['', '2026-11-10', null, 3],
      ['area:slos', '2026-11-01', null, 4],
    ]);
    expect(await days('team', other)).toEqual([['', '2026-11-01', null, 5]]);
    expect(await days('system', 'system:default/y')).toEqual([
      ['', '2026-11-01', null, 6],
    ]);
    expect(await days('domain', before)).toHaveLength(1);
  });

  it('join the closures of two names', async () => {
    const period = (
      ancestor: string,
      descendant: string,
      from: number,
      until: number | null,
    ) => ({
      ancestor_ref: ancestor,
      descendant_ref: descendant,
      from_at: from,
      until_at: until,
    });
    await bulkUpsert(knex, {
      table: 'group_closure_periods',
      rows: [
        period(other, before, 0, 50),
        period(other, after, 40, null),
        period(before, before, 0, 30),
        period(after, after, 40, null),
        period(before, third, 10, 20),
        period(before, third, 25, 30),
        period(other, other, 0, null),
      ],
    });
    await bulkUpsert(knex, {
      table: 'group_closure',
      rows: [
        { ancestor_ref: other, descendant_ref: before },
        { ancestor_ref: other, descendant_ref: after },
        { ancestor_ref: other, descendant_ref: other },
      ],
    });
    await knex.transaction(trx =>
      renameScopes(trx, { renames: [rename(before, after)] }),
    );
    const rows = await knex('group_closure_periods').orderBy([
      'ancestor_ref',
      'descendant_ref',
      'from_at',
    ]);
    expect(
      rows.map(row =>
        period(
          row.ancestor_ref,
          row.descendant_ref,
          Number(row.from_at),
          row.until_at === null ? null : Number(row.until_at),
        ),
      ),
    ).toEqual([
      period(after, after, 0, 30),
      period(after, after, 40, null),
      period(after, third, 10, 20),
      period(after, third, 25, 30),
      period(other, after, 0, null),
      period(other, other, 0, null),
    ]);
    expect(
      await knex('group_closure')
        .orderBy('descendant_ref')
        .pluck('descendant_ref'),
    ).toEqual([after, other]);
  });

  it('keep the keys of owner sets, also where two come to have the same owners', async () => {
    const [alone, both, taken, merged] = [
      before,
      `${before},${other}`,
      `${after},${other}`,
      `${after},${before}`,
    ];
    const ids = await ensureOwnerSets(knex, {
      keys: [alone, both, taken, merged, other, ''],
    });
    await knex.transaction(trx =>
      renameOwners(trx, { renames: [rename(before, after)] }),
    );
    const texts = async () =>
      Object.fromEntries(
        (await knex('owner_sets').orderBy('id')).map(row => [
          row.id,
          row.owners,
        ]),
      );
    const members = async (set: string): Promise<string[]> =>
      await knex('owner_set_members')
        .where({ owner_set_id: ids.get(set) })
        .orderBy('owner_ref')
        .pluck('owner_ref');
    const found = await texts();
    expect(found[ids.get(both)!]).toBe(`${taken} (${ids.get(both)})`);
    expect(found[ids.get(taken)!]).toBe(taken);
    // Of two that now have the same single owner one has the text.
    const single = [alone, merged].map(set => found[ids.get(set)!]);
    expect(single.filter(text => text === after)).toHaveLength(1);
    expect(single.filter(text => / \(\d+\)$/.test(text))).toHaveLength(1);
    expect(await members(alone)).toEqual([after]);
    expect(await members(merged)).toEqual([after]);
    expect(await members(both)).toEqual([after, other]);
    expect(await members(other)).toEqual([other]);
    expect(await members('')).toEqual([]);

    // Again, and back: nothing is lost.
    await knex.transaction(trx =>
      renameOwners(trx, { renames: [rename(after, before)] }),
    );
    expect(await members(alone)).toEqual([before]);
    expect(await members(merged)).toEqual([before]);
    expect(await members(taken)).toEqual([before, other]);
    expect(new Set(Object.values(await texts())).size).toBe(6);
  });
});
