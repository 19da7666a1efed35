import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { Knex } from 'knex';
import { applyMigrations } from '../database/initializeDatabase';
import { bulkUpsert } from '../database/operations/bulk';
import { closure, rebuildGroupClosure } from './rebuildGroupClosure';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe('closure', () => {
  const refs = ['a', 'b', 'c', 'd', 'e'];
  const edge = fc.record({
    parent: fc.constantFrom(...refs, 'missing'),
    child: fc.constantFrom(...refs, 'missing'),
  });

  it('is the least reflexive and transitive relation over the edges, cycles or not', () => {
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 12 }), edges => {
        const related = new Set(refs.map(ref => `${ref}${ref}`));
        const known = edges.filter(
          ({ parent, child }) => refs.includes(parent) && refs.includes(child),
        );
        for (let round = 0; round < refs.length; round++) {
          for (const { parent, child } of known) {
            for (const ref of refs) {
              if (related.has(`${ref}${parent}`)) {
                related.add(`${ref}${child}`);
              }
            }
          }
        }
        const found = [...closure(refs, edges)].flatMap(
          ([ancestor, descendants]) =>
            [...descendants].map(descendant => `${ancestor}${descendant}`),
        );
        expect(found.sort()).toEqual([...related].sort());
      }),
    );
  });

  it('ends 32 levels down a chain', () => {
    const chain = Array.from({ length: 100 }, (_, index) => `g${index}`);
    const edges = chain
      .slice(1)
      .map((child, index) => ({ parent: chain[index], child }));
    expect(closure(chain, edges).get('g0')?.size).toBe(33);
  });
});

const at = new Date('2026-11-21T08:00:00.000Z');

describe.each(databases.eachSupportedId())('rebuildGroupClosure, %s', id => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
  });
  afterAll(() => knex.destroy());

  const pairs = async () =>
    (await knex('group_closure')).map(
      row => `${row.ancestor_ref}>${row.descendant_ref}`,
    );

  it('follows the relations both ways, and writes differences only', async () => {
    const kinds = {
      root: 'group',
      left: 'group',
      leaf: 'group',
      app: 'component',
    };
    await bulkUpsert(knex, {
      table: 'entities',
      rows: Object.entries(kinds).map(([name, kind], index) => ({
        id: index + 1,
        ref: name,
        kind,
        namespace: 'default',
        name,
        owner_set_id: 1,
      })),
    });
    await bulkUpsert(knex, {
      table: 'entity_relations',
      rows: [
        { source_id: 1, type: 'parentOf', target_ref: 'left' },
        { source_id: 3, type: 'childOf', target_ref: 'left' },
        { source_id: 3, type: 'hasMember', target_ref: 'root' },
        { source_id: 4, type: 'childOf', target_ref: 'root' },
      ],
    });
    expect(await rebuildGroupClosure(knex, { at })).toEqual({
      added: 6,
      removed: 0,
    });
    expect((await pairs()).sort()).toEqual([
      'leaf>leaf',
      'left>leaf',
      'left>left',
      'root>leaf',
      'root>left',
      'root>root',
    ]);
    expect(await rebuildGroupClosure(knex, { at })).toEqual({
      added: 0,
      removed: 0,
    });

    await knex('entities').where({ ref: 'left' }).update({ removed_at: 1 });
    expect(await rebuildGroupClosure(knex, { at })).toEqual({
      added: 0,
      removed: 4,
    });
    expect((await pairs()).sort()).toEqual(['leaf>leaf', 'root>root']);
  });
});
