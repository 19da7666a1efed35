import { Knex } from 'knex';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { activateDefinitions } from './activateDefinitions';
import { ensureChecks } from './ensureChecks';
import { registerDefinition } from './registerDefinition';
import { selectActiveDefinitions } from './selectActiveDefinitions';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const kind = 'Scorecard';

describe.each(databases.eachSupportedId())('definitions, %s', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init(id);
  });
  afterEach(async () => {
    await knex.destroy();
  });

  const register = async (
    name: string,
    contentHash: string,
    through: Knex = knex,
  ) => {
    const version = await registerDefinition(through, {
      kind,
      name,
      contentHash,
      source: `${name}.yaml`,
      document: `{"of":"${contentHash}"}`,
      createdAt: new Date(5),
      createdBy: 'config',
    });
    return version.id;
  };

  it('numbers versions by content, and finds an old one again', async () => {
    const first = await register('a', 'h1');
    const second = await register('a', 'h2');
    const other = await register('b', 'h1');
    expect(await register('a', 'h1')).toBe(first);
    expect(new Set([first, second, other]).size).toBe(3);
    expect(
      await knex('definitions').orderBy('id').select('name', 'version'),
    ).toEqual([
      { name: 'a', version: 1 },
      { name: 'a', version: 2 },
      { name: 'b', version: 1 },
    ]);
  });

  it('finds the version that another replica added since it looked', async () => {
    let looked = false;
    const slow = new Proxy(knex, {
      get(target, key) {
        if (key !== 'raw') {
          return Reflect.get(target, key);
        }
        return async (...query: Parameters<Knex['raw']>) => {
          const rows = await target.raw(...query);
          if (!looked) {
            looked = true;
            await register('a', 'h1');
          }
          return rows;
        };
      },
    });
    const late = await register('a', 'h1', slow);
    expect(late).toBe(await register('a', 'h1'));
    expect(await knex('definitions').select('version')).toEqual([
      { version: 1 },
    ]);
  });

  it('points at versions, in the order of pages, and takes pointers away', async () => {
    const first = await register('a', 'h1');
    const second = await register('a', 'h2');
    const other = await register('b', 'h1');
    const activate = (active: Array<[string, number]>, inactive: string[]) =>
      activateDefinitions(knex, {
        kind,
        active: active.map(([name, definition_id], position) => ({
          name,
          definition_id,
          position,
        })),
        inactive,
      });
    await activate(
      [
        ['b', other],
        ['a', first],
      ],
      [],
    );
    await activate([['b', other]], []);
    expect(
      (await selectActiveDefinitions(knex, { kind })).map(row => [
        row.name,
        row.id,
        row.version,
        row.document,
      ]),
    ).toEqual([
      ['b', other, 1, '{"of":"h1"}'],
      ['a', first, 1, '{"of":"h1"}'],
    ]);
    await activate([['a', second]], ['b']);
    expect(await selectActiveDefinitions(knex, { kind })).toMatchObject([
      {
        id: second,
        name: 'a',
        version: 2,
        content_hash: 'h2',
        source: 'a.yaml',
        document: '{"of":"h2"}',
        position: 0,
      },
    ]);
    expect(await selectActiveDefinitions(knex, { kind: 'Other' })).toEqual([]);
  });

  it('gives each check one key for ever', async () => {
    const check = (scorecard: string, check_id: string) => ({
      scorecard,
      check_id,
    });
    const first = await ensureChecks(knex, {
      checks: [check('a', 'x'), check('a', 'y'), check('b', 'x')],
    });
    const second = await ensureChecks(knex, {
      checks: [check('a', 'x'), check('a', 'z')],
    });
    expect(second.get('a')?.get('x')).toBe(first.get('a')?.get('x'));
    expect([...second.get('a')!.keys()].sort()).toEqual(['x', 'y', 'z']);
    expect(second.has('b')).toBe(false);
    expect(
      new Set([...first.values()].flatMap(keys => [...keys.values()])).size,
    ).toBe(3);
  });
});
