import fc from 'fast-check';
import { Knex } from 'knex';
import { caseCount } from '../../../__testUtils__/caseCount';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { ensureOwnerSets } from './ensureOwnerSets';
import { inheritanceMs } from './inheritanceMs';
import { removeEntities } from './removeEntities';
import { upsertEntities } from './upsertEntities';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const day = 24 * 3_600_000;
const start = Date.parse('2026-11-20T08:00:00Z');
const owners = ['group:default/a', 'group:default/b', 'user:default/u', ''];
const names = ['x', 'y', 'z'];

/** What one page says of each name: its owner, or that it is gone. */
const page = fc.record({
  days: fc.constantFrom(0, 0.01, 1, 12, 20, 31),
  owned: fc.tuple(
    ...names.map(() => fc.option(fc.constantFrom(...owners), { freq: 4 })),
  ),
});

describe.each(databases.eachSupportedId())('ownership periods, %s', id => {
  let knex: Knex;
  let sets: Map<string, number>;
  let statements: string[];
  beforeEach(async () => {
    knex = await databases.init(id);
    sets = await ensureOwnerSets(knex, { keys: owners });
    statements = [];
    knex.on('query', query => statements.push(query.sql));
  });
  afterEach(async () => {
    await knex.destroy();
  });

  const ref = (name: string) => `component:default/${name}`;

  async function write(
    owned: Record<string, string>,
    at: number,
    createdAt: number | null = at,
  ) {
    return await knex.transaction(trx =>
      upsertEntities(trx, {
        entities: Object.entries(owned).map(([name, owner]) => ({
          ref: ref(name),
          kind: 'component',
          namespace: 'default',
          name,
          title: null,
          type: null,
          lifecycle: null,
          tier: null,
          owner_set_id: sets.get(owner)!,
          system_ref: null,
          domain_ref: null,
          template_ref: null,
        })),
        createdAt: createdAt === null ? null : new Date(createdAt),
        at: new Date(at),
      }),
    );
  }
  async function remove(name: string, at: number) {
    const ids = await knex('entities').where({ name }).pluck('id');
    await removeEntities(knex, { entityIds: ids, at: new Date(at) });
  }
  async function periods(name: string) {
    const rows = await knex('ownership_periods')
      .join('entities', 'entities.id', 'entity_id')
      .join('owner_sets', 'owner_sets.id', 'ownership_periods.owner_set_id')
      .where({ name })
      .orderBy('from_at')
      .select('from_at', 'until_at', 'owners');
    return rows.map(row => ({
      from: Number(row.from_at),
      until: row.until_at === null ? null : Number(row.until_at),
      owners: row.owners as string,
    }));
  }
  async function since(name: string): Promise<number | null> {
    const { owner_since: at } = await knex('entities').where({ name }).first();
    return at === null ? null : Number(at);
  }

  it('begins with the beginning, follows each owner, ends with the removal and begins anew', async () => {
    const [a, b] = owners;
    await write({ x: a }, start, null);
    await write({ x: a, y: '' }, start + 1);
    await write({ x: b, y: '' }, start + 2);
    await remove('x', start + 3);
    await remove('x', start + 4);
    await write({ x: b }, start + 5);
    expect(await periods('x')).toEqual([
      { from: 0, until: start + 2, owners: a },
      { from: start + 2, until: start + 3, owners: b },
      { from: start + 5, until: null, owners: b },
    ]);
    expect(await periods('y')).toEqual([
      { from: start + 1, until: null, owners: '' },
    ]);
    expect(await since('x')).toBeNull();
  });

  it('writes nothing where nothing changed, and asks nothing more', async () => {
    await write({ x: owners[0], y: owners[1] }, start);
    statements = [];
    await write({ x: owners[0], y: owners[1] }, start + day);
    expect(statements.filter(sql => /ownership/.test(sql))).toEqual([]);
    await write({ x: owners[1], y: owners[0] }, start + day);
    expect(statements.filter(sql => /ownership/.test(sql))).toHaveLength(2);
  });

  it('tells who inherits from who made it or takes it back', async () => {
    const [a, b, u] = owners;
    await write({ x: a }, start);
    expect(await since('x')).toBeNull();
    await write({ x: b }, start + day);
    expect(await since('x')).toBe(start + day);
    // Back within 30 days: they made it, after all.
    await write({ x: a }, start + 2 * day);
    expect(await since('x')).toBeNull();
    await write({ x: b }, start + 3 * day);
    // They had it a day before, and had inherited it then.
    expect(await since('x')).toBe(start + day);
    await write({ x: u }, start + 40 * day);
    await write({ x: a }, start + 41 * day);
    expect(await since('x')).toBe(start + 41 * day);
    await remove('x', start + 42 * day);
    await write({ x: u }, start + 43 * day);
    expect(await since('x')).toBeNull();
  });

  it('remembers who made it, however long ago, while it goes to and fro', async () => {
    const [a, b] = owners;
    await write({ x: a }, start);
    await write({ x: b }, start + day);
    await write({ x: a }, start + 20 * day);
    await write({ x: b }, start + 21 * day);
    // Its first period was over for more than 30 days by then; the second one was not.
    await write({ x: a }, start + 35 * day);
    expect(await since('x')).toBeNull();
    await write({ x: b }, start + 36 * day);
    expect(await since('x')).toBe(start + day);
  });

  it('puts a change behind the last one where a clock goes back', async () => {
    const [a, b, u] = owners;
    await write({ x: a }, start);
    await write({ x: b }, start - day);
    await write({ x: u }, start - day);
    await remove('x', start - day);
    await write({ x: a }, start - day);
    expect(await periods('x')).toEqual([
      { from: start, until: start + 1, owners: a },
      { from: start + 1, until: start + 2, owners: b },
      { from: start + 2, until: start + 3, owners: u },
      { from: start + 3, until: null, owners: a },
    ]);
  });

  it('opens one period where two replicas write the same change', async () => {
    await write({ x: owners[0], y: owners[0] }, start);
    await Promise.all(
      [1, 2, 3].map(n => write({ x: owners[1], z: owners[1] }, start + n)),
    );
    for (const [name, count] of [
      ['x', 2],
      ['z', 1],
    ] as const) {
      const found = await periods(name);
      expect(found).toHaveLength(count);
      expect(found.filter(({ until }) => until === null)).toHaveLength(1);
    }
  });

  it('agrees with what each page of a random stream said, and never overlaps', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(page, { minLength: 1, maxLength: 8 }),
        async pages => {
          run += 1;
          let at = start;
          const prefix = `r${run}`;
          const said: Array<{ at: number; owned: Map<string, string> }> = [];
          for (const { days, owned } of pages) {
            at += Math.max(1, days * day);
            const there = new Map(
              names.flatMap((name, index) => {
                const owner = owned[index];
                return owner === null ? [] : [[prefix + name, owner] as const];
              }),
            );
            const before = said.at(-1)?.owned ?? new Map();
            for (const name of before.keys()) {
              if (!there.has(name)) {
                await remove(name, at);
              }
            }
            await write(Object.fromEntries(there), at);
            said.push({ at, owned: there });
          }
          for (const name of names.map(each => prefix + each)) {
            const found = await periods(name);
            found.forEach(({ from, until }, index) => {
              expect(until === null || until > from).toBe(true);
              const end = index > 0 ? found[index - 1].until : 0;
              expect(end !== null && end <= from).toBe(true);
            });
            for (const { at: time, owned } of said) {
              const holding = found.filter(
                ({ from, until }) =>
                  from <= time && (until === null || until > time),
              );
              expect(holding.map(each => each.owners)).toEqual(
                owned.has(name) ? [owned.get(name)] : [],
              );
            }
          }
          for (const name of said.at(-1)?.owned.keys() ?? []) {
            const owner = await since(name);
            expect(owner !== null && at - owner < inheritanceMs).toBe(
              inheritedAtEnd(
                said.map(each => ({
                  at: each.at,
                  owner: each.owned.get(name),
                })),
              ),
            );
          }
        },
      ),
      { numRuns: caseCount(12, 150) },
    );
  });
});

/** The rule, told from what pages said: taken over within 30 days, by owners who had not just had it. */
function inheritedAtEnd(
  said: Array<{ at: number; owner: string | undefined }>,
): boolean {
  const end = said[said.length - 1].at;
  const born = said.map(each => each.owner).lastIndexOf(undefined) + 1;
  const takeover = (index: number): number | undefined => {
    let from = index;
    while (from > born && said[from - 1].owner === said[index].owner) {
      from -= 1;
    }
    if (from === born) {
      return undefined;
    }
    for (let earlier = from - 1; earlier >= born; earlier -= 1) {
      // What page `earlier` said held until the next one.
      const until = said[earlier + 1].at;
      if (
        said[earlier].owner === said[index].owner &&
        until > said[from].at - inheritanceMs
      ) {
        return takeover(earlier);
      }
    }
    return said[from].at;
  };
  const at = takeover(said.length - 1);
  return at !== undefined && end - at < inheritanceMs;
}
