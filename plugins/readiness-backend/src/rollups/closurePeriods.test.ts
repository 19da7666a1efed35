import fc from 'fast-check';
import { Knex } from 'knex';
import { caseCount } from '../__testUtils__/caseCount';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { bulkUpsert } from '../database/operations/bulk';
import { ensureOwnerSets } from '../database/operations/entities';
import {
  closureAsOf,
  endOfDay,
  isOwnedByTeamAsOf,
  readRows,
  sql,
  teamOwnerSetsAsOf,
} from '../database/operations/reading';
import { closure, rebuildGroupClosure } from './rebuildGroupClosure';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const start = Date.parse('2026-11-21T23:00:00.000Z');
const hour = 3_600_000;
const refs = ['a', 'b', 'c', 'd'];

/** A structure of groups: who is there, and who is whose child. */
const structure = fc.record({
  groups: fc.subarray(refs),
  edges: fc.array(
    fc.record({
      parent: fc.constantFrom(...refs),
      child: fc.constantFrom(...refs),
    }),
    { maxLength: 5 },
  ),
});
type Structure = typeof structure extends fc.Arbitrary<infer T> ? T : never;

describe.each(databases.eachSupportedId())('closure over time, %s', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init(id);
  });
  afterEach(async () => {
    await knex.destroy();
  });

  async function write({ groups, edges }: Structure, at: number) {
    await knex('entity_relations').delete();
    await bulkUpsert(knex, {
      table: 'entities',
      key: ['id'],
      rows: refs.map((ref, index) => ({
        id: index + 1,
        ref,
        kind: 'group',
        namespace: 'default',
        name: ref,
        owner_set_id: 1,
        removed_at: groups.includes(ref) ? null : 1,
      })),
    });
    await bulkUpsert(knex, {
      table: 'entity_relations',
      key: ['source_id', 'type', 'target_ref'],
      onConflict: 'ignore',
      rows: edges.map(({ parent, child }) => ({
        source_id: refs.indexOf(parent) + 1,
        type: 'parentOf',
        target_ref: child,
      })),
    });
    await rebuildGroupClosure(knex, { at: new Date(at) });
  }
  async function pairsAt(at: number): Promise<string[]> {
    const rows = await readRows<{
      ancestor_ref: string;
      descendant_ref: string;
    }>(knex, closureAsOf({ at: new Date(at) }));
    return rows.map(row => `${row.ancestor_ref}${row.descendant_ref}`).sort();
  }
  const pairsOf = ({ groups, edges }: Structure) =>
    [...closure(groups, edges)]
      .flatMap(([ancestor, below]) => [...below].map(each => ancestor + each))
      .sort();

  it('keeps the closure of each time, the first one from the beginning', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(structure, { minLength: 1, maxLength: 6 }),
        async structures => {
          await knex('group_closure').delete();
          await knex('group_closure_periods').delete();
          for (const [index, each] of structures.entries()) {
            await write(each, start + index * hour);
          }
          const first = structures.findIndex(({ groups }) => groups.length > 0);
          for (const [index, each] of structures.entries()) {
            const expected = pairsOf(index < first ? structures[first] : each);
            expect(await pairsAt(start + index * hour)).toEqual(expected);
            expect(await pairsAt(start + (index + 1) * hour - 1)).toEqual(
              expected,
            );
          }
          const open = await knex('group_closure_periods')
            .whereNull('until_at')
            .select('ancestor_ref', 'descendant_ref');
          expect(
            open.map(row => row.ancestor_ref + row.descendant_ref).sort(),
          ).toEqual(pairsOf(structures[structures.length - 1]));
        },
      ),
      { numRuns: caseCount(8, 80) },
    );
  });

  it('writes nothing where nothing changed, and goes on where a clock goes back', async () => {
    const both = { groups: ['a', 'b'], edges: [{ parent: 'a', child: 'b' }] };
    const apart = { ...both, edges: [] };
    await write(both, start);
    await write(apart, start + hour);
    const writes: string[] = [];
    knex.on('query', query => writes.push(query.sql));
    await rebuildGroupClosure(knex, { at: new Date(start + 2 * hour) });
    expect(writes.filter(text => /periods/.test(text))).toEqual([]);
    await write(both, start - hour);
    await write(apart, start - hour);
    const rows = await knex('group_closure_periods')
      .where({ ancestor_ref: 'a', descendant_ref: 'b' })
      .orderBy('from_at');
    expect(
      rows.map(row => [Number(row.from_at), Number(row.until_at)]),
    ).toEqual([
      [0, start + hour],
      [start + hour, start + hour + 1],
    ]);
  });

  it('tells whose owner sets counted for a team at the end of a day, each once', async () => {
    const sets = await ensureOwnerSets(knex, { keys: ['a,b', 'b', 'c', ''] });
    await write(
      { groups: ['a', 'b', 'c'], edges: [{ parent: 'a', child: 'b' }] },
      start,
    );
    // Within the next day.
    await write(
      { groups: ['a', 'b', 'c'], edges: [{ parent: 'c', child: 'b' }] },
      start + 2 * hour,
    );
    const setsOf = async (team: string, day: string) => {
      const at = endOfDay(day);
      const rows = await readRows<{ owner_set_id: number }>(
        knex,
        teamOwnerSetsAsOf({ team, at }),
      );
      const matching = await readRows<{ id: number }>(
        knex,
        sql`select id from owner_sets where ${isOwnedByTeamAsOf(
          sql`owner_sets.id`,
          { team, at },
        )} order by id`,
      );
      const found = rows.map(row => row.owner_set_id).sort((x, y) => x - y);
      expect(matching.map(row => row.id)).toEqual(found);
      return found.map(
        set => [...sets].find(([, value]) => value === set)?.[0],
      );
    };
    expect((await setsOf('a', '2026-11-21')).sort()).toEqual(['a,b', 'b']);
    expect(await setsOf('c', '2026-11-21')).toEqual(['c']);
    expect(await setsOf('a', '2026-11-22')).toEqual(['a,b']);
    expect((await setsOf('c', '2026-11-22')).sort()).toEqual(['a,b', 'b', 'c']);
    expect(endOfDay('2026-11-21').toISOString()).toBe(
      '2026-11-21T23:59:59.999Z',
    );
    expect(() => endOfDay('yesterday')).toThrow(RangeError);
  });
});
