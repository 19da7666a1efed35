import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  asUser,
  createTestServices,
} from '../services/__testUtils__/createTestServices';
import { multiplyEntity } from '../services/__testUtils__/multiplyEntity';
import { groupRef, Organisation } from '../services/__testUtils__/Organisation';
import { ReadinessServices } from '../services/ReadinessServices';
import { applyMigrations } from './initializeDatabase';
import { claimBatch, markAllForEvaluation } from './operations/queue';
import { rawRows } from './rawRows';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const teams = 40;
const component = {
  kind: 'component',
  namespace: 'default',
  name: 'template7',
};
const check = { scorecard: 'service-readiness', id: 'runbook' };

/** Tables with a row an entity or more, and those that grow with time. */
const large = [
  'entities',
  'entity_relations',
  'facts',
  'results',
  'scores',
  'entity_area_scores',
  'non_pass_results',
  'rollup_counts',
  'rollup_days',
  'score_days',
  'check_days',
  'movements',
  'transitions',
  'level_transitions',
  'evaluation_queue',
  'track_record_entries',
];

/** Hot reads, and which large tables each is meant to read as a whole. */
const reads: Array<
  [string, readonly string[], (services: ReadinessServices) => Promise<unknown>]
> = [
  [
    'the overview',
    // How many wait is counted.
    ['evaluation_queue'],
    ({ overview }) => overview.getOverview({}, asUser),
  ],
  [
    'the overview of a system',
    ['evaluation_queue'],
    ({ overview }) => overview.getOverview({ system: 'shop' }, asUser),
  ],
  [
    'the tab of an entity',
    [],
    ({ entities }) => entities.getEntity(component, asUser),
  ],
  [
    'a team',
    [],
    services =>
      services.teams.getTeam(
        { namespace: 'default', name: 'team-7' },
        {},
        asUser,
      ),
  ],
  [
    'entities of a team',
    [],
    ({ entities }) => entities.listEntities({ owner: 'team-7' }, asUser),
  ],
  [
    'entities of a domain',
    [],
    ({ entities }) => entities.listEntities({ domain: 'commerce' }, asUser),
  ],
  [
    'roll-ups by team',
    [],
    ({ rollups }) => rollups.listRollups({ by: 'team' }, asUser),
  ],
  [
    'results of a check of a team',
    [],
    ({ checks }) =>
      checks.listCheckResults(
        check,
        { outcome: ['fail'], team: 'team-7' },
        asUser,
      ),
  ],
  [
    'the trend of a team',
    [],
    ({ history }) => history.getTrend({ scope: 'team', ref: 'team-7' }, asUser),
  ],
  [
    'the trend of an entity',
    [],
    ({ history }) =>
      history.getTrend(
        { scope: 'entity', ref: 'component:default/template7' },
        asUser,
      ),
  ],
];

/** Reads that go through all entities. */
const wholes: Array<
  [string, (services: ReadinessServices) => Promise<unknown>]
> = [
  ['entities', ({ entities }) => entities.listEntities({}, asUser)],
  [
    'results of a check',
    ({ checks }) => checks.listCheckResults(check, {}, asUser),
  ],
  ['a check', ({ checks }) => checks.getCheck(check, asUser)],
  ['all checks', ({ scorecards }) => scorecards.listScorecards(asUser)],
  ['gaps', ({ gaps }) => gaps.listGaps({}, asUser)],
  [
    'risks of dependencies',
    ({ dependencyRisks }) => dependencyRisks.listDependencyRisks({}, asUser),
  ],
  [
    'movements',
    ({ history }) => history.getMovement({ scope: 'organisation' }, asUser),
  ],
];

/** A step of a plan that was run. */
interface PlanNode {
  'Node Type': string;
  /** Of each run of the step, as expected and as there were. */
  'Plan Rows': number;
  'Actual Rows': number;
  Plans?: PlanNode[];
}

describe.each(databases.eachSupportedId())('plans, %s', databaseId => {
  let knex: Knex;
  let organisation: Organisation;
  const isPostgres = databaseId.startsWith('POSTGRES');

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations(knex);
    organisation = new Organisation(knex);
    await organisation.write(
      [
        { name: 'root' },
        ...Array.from({ length: teams }, (_, index) => ({
          name: `team-${index}`,
          parent: 'root',
        })),
      ],
      [
        {
          name: 'template',
          tier: 1,
          owners: [groupRef('team-0')],
          readmeWords: 500,
          runbookSections: null,
          slo: 'none',
        },
      ],
    );
    await organisation.writeSnapshot();
    await multiplyEntity(organisation, {
      ref: 'component:default/template',
      count: 4_000,
      teams,
    });
    await markAllForEvaluation(knex, { at: organisation.clock.now() });
    // Most of them wait for their time.
    await knex.raw('update evaluation_queue set next_at = next_at + entity_id');
    // Counters of versions that were active before.
    for (const version of [1_001, 1_002, 1_003]) {
      await knex.raw(
        `insert into rollup_counts (definition_id, check_key, owner_set_id, outcome, count)
         select ${version}, check_key, owner_set_id, outcome, count
         from rollup_counts where definition_id < 1000`,
      );
    }
    if (isPostgres) {
      // By itself it does so within a minute. Nobody has SQLite do it.
      await knex.raw('analyze');
    }
  });
  afterAll(() => knex.destroy());

  /** Statements that some work runs, with their bindings. */
  async function statementsOf(work: () => Promise<unknown>) {
    const statements: Array<{ sql: string; bindings: unknown[] }> = [];
    const note = (query: { sql: string; bindings: unknown[] }) => {
      statements.push({ sql: query.sql, bindings: query.bindings });
    };
    knex.on('query', note);
    try {
      await work();
    } finally {
      knex.removeListener('query', note);
    }
    return statements.filter(({ sql }) =>
      /^\s*(select|with|update)/i.test(sql),
    );
  }

  /**
   * Large tables that a statement reads as a whole. On PostgreSQL with as many rows as here that may be faster
   * than any index: what is asked is whether it can be avoided.
   */
  async function findScans(statement: { sql: string; bindings: unknown[] }) {
    const { sql, bindings } = statement;
    if (isPostgres) {
      return knex.transaction(async trx => {
        await trx.raw('set local enable_seqscan = off');
        const [row] = await rawRows<{ 'QUERY PLAN': unknown }>(
          trx,
          `explain (format json) ${sql.replace(/\$\d+/g, '?')}`,
          bindings,
        );
        return [
          ...JSON.stringify(row['QUERY PLAN']).matchAll(
            /"Node Type":"Seq Scan"[^{}]*?"Relation Name":"(\w+)"/g,
          ),
        ].map(([, table]) => table);
      });
    }
    const aliased = [
      ...sql.matchAll(/\b(?:from|join|update)\s+(\w+)(?:\s+as)?\s+(\w+)/gi),
    ];
    const plan = await rawRows<{ detail: string }>(
      knex,
      `explain query plan ${sql}`,
      bindings,
    );
    return plan.flatMap(({ detail }) => {
      // Along an index rows come in the order in which few of them are taken.
      const name =
        /^SCAN (\w+)(?!.* USING )/.exec(detail)?.[1] ??
        // Half of its rows, or all, are of one version; `n` is `non_pass_results`.
        /^SEARCH (n) .*\(definition_id=\?\)$/.exec(detail)?.[1];
      if (!name) {
        return [];
      }
      const tables = aliased
        .filter(([, , alias]) => alias === name)
        .map(([, table]) => table);
      // An alias may stand for several; those that are not large may be read as a whole.
      return [
        tables.find(table => !large.includes(table)) ?? tables[0] ?? name,
      ];
    });
  }

  it.each(reads)('of %s', async (_, meant, read) => {
    const statements = await statementsOf(() =>
      read(createTestServices(organisation)),
    );
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements) {
      const scans = await findScans(statement);
      const wrong = scans.filter(
        table => large.includes(table) && !meant.includes(table),
      );
      expect({ sql: statement.sql, wrong }).toEqual({
        sql: statement.sql,
        wrong: [],
      });
    }
  });

  /**
   * Runs a statement and finds loops that were taken for short: something is looked up once for each row of
   * which a few were expected, and thousands came. With as many expected, it might be right to do so.
   */
  async function findSurprises(statement: {
    sql: string;
    bindings: unknown[];
  }) {
    const [row] = await rawRows<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      knex,
      `explain (analyze, format json) ${statement.sql.replace(/\$\d+/g, '?')}`,
      statement.bindings,
    );
    const find = (node: PlanNode): string[] => {
      const inner = node.Plans ?? [];
      const [outer] = inner;
      const isSurprise =
        node['Node Type'] === 'Nested Loop' &&
        outer['Actual Rows'] > 1_000 &&
        outer['Actual Rows'] > 20 * outer['Plan Rows'];
      return [
        ...(isSurprise
          ? [`${outer['Actual Rows']} for ${outer['Plan Rows']}`]
          : []),
        ...inner.flatMap(find),
      ];
    };
    return find(row['QUERY PLAN'][0].Plan);
  }

  if (isPostgres) {
    // SQLite counts no rows, and plans the same before and after.
    describe('while the rows of an edited standard are not counted yet', () => {
      const versioned = [
        'scores',
        'results',
        'non_pass_results',
        'entity_area_scores',
      ];
      const renumber = async (difference: number) => {
        for (const table of versioned) {
          await knex(table).update({
            definition_id: knex.raw('definition_id + ?', [difference]),
          });
        }
      };

      beforeAll(async () => {
        await renumber(1_000_000);
        await knex.raw('analyze');
        await renumber(-1_000_000);
      });

      it.each(wholes)('of %s', async (_, read) => {
        for (const hides of [undefined, (ref: string) => ref.endsWith('3')]) {
          const services = createTestServices(organisation, { hides });
          const statements = await statementsOf(() => read(services));
          // They are run again.
          const repeatable = statements.filter(
            ({ sql }) => !/^update/.test(sql),
          );
          expect(repeatable.length).toBeGreaterThan(0);
          for (const { sql, bindings } of repeatable) {
            const surprises = await findSurprises({ sql, bindings });
            expect({ sql, surprises }).toEqual({ sql, surprises: [] });
          }
        }
      });
    });
  }

  it('of a claim of work', async () => {
    const statements = await statementsOf(() =>
      claimBatch(knex, {
        // A second and a half after the first was due.
        now: new Date(organisation.now + 1_500),
        limit: 10,
        leaseMs: 60_000,
      }),
    );
    // Whether anything is due is seen at a look at the queue, which has no index on the time on purpose.
    const claiming = statements.filter(({ sql }) => !/^select 1 /.test(sql));
    expect(claiming.length).toBeGreaterThan(0);
    for (const statement of claiming) {
      expect(
        (await findScans(statement)).filter(table => large.includes(table)),
      ).toEqual([]);
    }
  });
});
