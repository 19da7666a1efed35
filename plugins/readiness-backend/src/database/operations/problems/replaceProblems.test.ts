import { Knex } from 'knex';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  maxProblemsPerScope,
  ProblemWrite,
  replaceProblems,
} from './replaceProblems';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const early = new Date('2026-11-20T08:00:00Z');
const late = new Date('2026-11-20T09:00:00Z');

function problem(
  entityId: number | null,
  message: string,
  more: Partial<ProblemWrite> = {},
): ProblemWrite {
  return { subject: 'file', name: 'a.yaml', entityId, message, ...more };
}

describe.each(databases.eachSupportedId())('replaceProblems, %s', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init(id);
  });
  afterEach(async () => {
    await knex.destroy();
  });

  const stored = async () =>
    (await knex('problems').orderBy(['reporter', 'entity_id', 'message'])).map(
      row => [row.reporter, row.entity_id, row.message, Number(row.seen_at)],
    );

  it('leaves one row of what two replicas wrote at the same moment', async () => {
    const write = () =>
      replaceProblems(knex, {
        reporter: 'slo',
        entityIds: [1],
        problems: [problem(1, 'a')],
        at: early,
      });
    await write();
    const [{ id: _, ...row }] = await knex('problems');
    await knex('problems').insert(row);
    await write();
    expect(await stored()).toEqual([['slo', 1, 'a', early.getTime()]]);
  });

  it('replaces per reporter and entity, and keeps what stands', async () => {
    await replaceProblems(knex, {
      reporter: 'slo',
      entityIds: [1, 2],
      problems: [problem(1, 'a'), problem(1, 'b'), problem(2, 'c')],
      at: early,
    });
    await replaceProblems(knex, {
      reporter: 'cost',
      entityIds: [1],
      problems: [problem(1, 'of another')],
      at: early,
    });
    await replaceProblems(knex, {
      reporter: 'slo',
      entityIds: null,
      problems: [problem(null, 'general')],
      at: early,
    });
    await replaceProblems(knex, {
      reporter: 'slo',
      entityIds: [1],
      problems: [
        problem(1, 'b'),
        problem(1, 'd', { line: 3, column: 4, source: 'slo/a.yaml' }),
        problem(2, 'out of scope'),
      ],
      at: late,
    });
    expect(await stored()).toEqual([
      ['cost', 1, 'of another', early.getTime()],
      ...[
        ['slo', 1, 'b', early.getTime()],
        ['slo', 1, 'd', late.getTime()],
        ['slo', 2, 'c', early.getTime()],
        ['slo', null, 'general', early.getTime()],
      ].sort((a, b) =>
        // NULL sorts first on SQLite, last on PostgreSQL.
        id.startsWith('SQLITE')
          ? Number(b[1] === null) - Number(a[1] === null)
          : 0,
      ),
    ]);
    const [row] = await knex('problems').where({ message: 'd' });
    expect(row).toMatchObject({ line: 3, column: 4, source: 'slo/a.yaml' });
  });

  it('writes nothing where nothing changed', async () => {
    const options = {
      reporter: 'slo',
      entityIds: [1],
      problems: [problem(1, 'a')],
      at: early,
    };
    await replaceProblems(knex, options);
    const statements: string[] = [];
    knex.on('query', query => statements.push(query.sql));
    await replaceProblems(knex, { ...options, at: late });
    expect(statements).toHaveLength(1);
    expect(statements[0]).toMatch(/^select/);
  });

  it('bounds texts and numbers, and drops what no database can store', async () => {
    await replaceProblems(knex, {
      reporter: 'slo',
      entityIds: [1],
      problems: [
        problem(1, `x\u0000${'y'.repeat(2_000)}`, {
          name: `${'n'.repeat(299)}𝄞`,
          line: 1.5,
          column: 2 ** 40,
        }),
        ...Array.from({ length: 500 }, (_, index) => problem(1, `p${index}`)),
      ],
      at: early,
    });
    const rows = await knex('problems').orderBy('id');
    expect(rows).toHaveLength(maxProblemsPerScope);
    expect(rows[0].message).toBe(`x${'y'.repeat(998)}`);
    expect(rows[0].name).toBe(`${'n'.repeat(299)}\ufffd`);
    expect(rows[0].line).toBeNull();
    expect(rows[0].column).toBeNull();
  });
});
