import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { Knex } from 'knex';
import { jsonRows } from '../rows/jsonRows';
import { readTogether } from './readTogether';
import { allOf, readRows, sql } from './SqlFragment';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

// PostgreSQL takes no NUL in text, and neither does any caller.
const storable = fc.string({ unit: 'grapheme' }).filter(s => !s.includes('\0'));

describe.each(databases.eachSupportedId())('statements, %s', databaseId => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await knex.schema.createTable('things', table => {
      table.integer('id').primary();
      table.text('text');
      table.bigInteger('time');
    });
  });
  beforeEach(() => knex('things').delete());
  afterAll(() => knex.destroy());

  it('take any text as a value and never as a statement', async () => {
    await fc.assert(
      fc.asyncProperty(storable, async text => {
        const [row] = await readRows<{ text: string; here: number }>(
          knex,
          sql`select cast(${text} as text) as text, 1 as here where ${allOf([
            sql`cast(${text} as text) = ${text}`,
            sql`1 = ${1}`,
          ])}`,
        );
        expect(row).toEqual({ text, here: 1 });
      }),
      { numRuns: 50 },
    );
  });

  it('keep the order of bindings through pieces within pieces', async () => {
    const inner = sql`cast(${2} as integer) + cast(${3} as integer)`;
    const [row] = await readRows<Record<string, number | string>>(
      knex,
      sql`select cast(${1} as integer) as a, ${inner} as b,
        cast(${4} as integer) as c where ${allOf([])}`,
    );
    expect([row.a, row.b, row.c].map(Number)).toEqual([1, 5, 4]);
  });

  it('read several row sets at once, in order, with times as numbers', async () => {
    const time = 1_790_000_000_123;
    await knex('things').insert([
      { id: 1, text: 'a "quoted" \\ text\n', time },
      { id: 2, text: null, time: null },
    ]);
    const columns = ['id', 'text', 'time'];
    const read = await readTogether<{
      down: { id: number; text: string | null; time: number | null };
      none: { id: number };
      one: { id: number };
    }>(knex, {
      down: { query: sql`select * from things order by id desc`, columns },
      none: {
        query: sql`select id from things where id = ${9}`,
        columns: ['id'],
      },
      one: {
        query: sql`select id from things where id = ${2}`,
        columns: ['id'],
      },
    });
    expect(read).toEqual({
      down: [
        { id: 2, text: null, time: null },
        { id: 1, text: 'a "quoted" \\ text\n', time },
      ],
      none: [],
      one: [{ id: 2 }],
    });
  });

  it('join with rows of the program, any number of them', async () => {
    const rows = Array.from({ length: 40_000 }, (_, id) => ({
      id,
      text: `t'${id}"`,
      part: id / 2,
    }));
    await knex('things').insert([{ id: 39_999 }, { id: 7 }, { id: 50_000 }]);
    const given = jsonRows(
      knex,
      { id: 'integer', text: 'text', part: 'double precision' },
      rows,
    );
    expect(
      await readRows(
        knex,
        sql`select given.id, given.text, given.part from things
          join ${given} on given.id = things.id order by given.id`,
      ),
    ).toEqual([rows[7], rows[39_999]]);
  });
});
