/**
 * Readiness over N entities with C checks on PostgreSQL: facts stored in bulk, then everything evaluated
 * and stored in every table by the pipeline, then a second pass over unchanged inputs, then the
 * overview as an unrestricted reader gets it. Prints one line of JSON.
 *
 * Usage: readiness.ts <entities> <checks> <teams> <PostgreSQL connection string of an empty database>
 */
import { createHash } from 'crypto';
import knexFactory, { Knex } from 'knex';
import { readScorecards } from '@team-readiness/backstage-plugin-readiness-engine';
import { applyMigrations } from '../plugins/readiness-backend/src/database/initializeDatabase';
import {
  activateDefinitions,
  ensureChecks,
  registerDefinition,
} from '../plugins/readiness-backend/src/database/operations/definitions';
import {
  ensureOwnerSets,
  upsertEntities,
} from '../plugins/readiness-backend/src/database/operations/entities';
import { upsertFacts } from '../plugins/readiness-backend/src/database/operations/facts';
import { markAllForEvaluation } from '../plugins/readiness-backend/src/database/operations/queue';
import { ActiveScorecard } from '../plugins/readiness-backend/src/definitions/ActiveScorecards';
import { EvaluationPipeline } from '../plugins/readiness-backend/src/pipeline';
import { DefaultOverviewService } from '../plugins/readiness-backend/src/services/overview/DefaultOverviewService';
import { ReadableScorecards } from '../plugins/readiness-backend/src/services/reading/ReadableScorecards';
import { KeptSums } from '../plugins/readiness-backend/src/services/standing/KeptSums';

const [entityCount, checkCount, teamCount] = process.argv
  .slice(2, 5)
  .map(Number);
const connection = process.argv[5];

const now = new Date('2026-11-21T08:00:00.000Z');
const clock = { now: () => now };
const silent = {
  error: (message: string) => process.stderr.write(`${message}\n`),
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => silent,
};
const collectors = ['repository', 'slo', 'policy', 'cost', 'manifests'];
/** What is made up below; nothing is known of it but its name. */
const facts = ['catalog', ...collectors].map(collector => ({
  collector,
  title: collector,
  description: 'Made up.',
  schema: {},
  example: null,
}));
const areas = ['ownership', 'documentation', 'slos', 'policy', 'cost'];

/** A scorecard whose checks look at lists, numbers and the entity, in the manner of the built-in ones. */
function scorecardText(): string {
  const checks = Array.from({ length: checkCount }, (_, index) => {
    const collector = collectors[index % collectors.length];
    const other = collectors[(index + 1) % collectors.length];
    return {
      id: `check-${index}`,
      title: `Check ${index}`,
      question: 'Is it so?',
      rationale: 'Because.',
      area: areas[index % areas.length],
      level: 1 + (index % 3),
      gate: index % 2 === 0,
      effort: 1,
      condition: `facts.${collector}.items.exists(i, i.value > ${
        60 + index
      }) && facts.${collector}.number >= ${index} && (facts.${other}.number < 90 || facts.catalog.tier == 1)`,
      messages: { pass: 'It is.', fail: 'It is not.' },
      lookedFor: 'It.',
      remediation: { text: 'Make it so.' },
    };
  });
  return JSON.stringify({
    apiVersion: 'team-readiness.dev/v1',
    kind: 'Scorecard',
    metadata: { name: 'benchmark', title: 'Benchmark', description: 'Load.' },
    spec: {
      target: { kind: 'Component' },
      levels: [1, 2, 3].map(level => ({
        level,
        name: `Level ${level}`,
        description: 'A rung.',
      })),
      targets: [{ when: { kind: 'Component' }, level: 2 }],
      checks,
    },
  });
}

/** About 0.6 KB of JSON, different for every entity and collector; the same at every run. */
function factOf(entity: number, collector: number): string {
  return JSON.stringify({
    number: (entity * 7 + collector * 13) % 100,
    items: Array.from({ length: 12 }, (_, item) => ({
      name: `item-${item}`,
      value: (entity * 7 + item * 13 + collector) % 100,
      ok: (entity + item) % 3 === 0,
    })),
    text: 'a plain sentence of some length '.repeat(3),
  });
}

const hashOf = (text: string) =>
  createHash('sha256').update(text).digest('hex');

async function seed(knex: Knex): Promise<void> {
  const owners = Array.from(
    { length: teamCount },
    (_, team) => `group:default/team-${team}`,
  );
  const sets = await ensureOwnerSets(knex, { keys: owners });
  await upsertEntities(knex, {
    createdAt: null,
    entities: owners.map(ref => ({
      ref,
      kind: 'group',
      namespace: 'default',
      name: ref.slice('group:default/'.length),
      title: null,
      type: 'team',
      lifecycle: null,
      tier: null,
      owner_set_id: sets.get(ref)!,
      system_ref: null,
      domain_ref: null,
      template_ref: null,
    })),
  });
  await knex.batchInsert(
    'group_closure',
    owners.map(ref => ({ ancestor_ref: ref, descendant_ref: ref })),
    500,
  );
  for (let start = 0; start < entityCount; start += 1_000) {
    const indexes = Array.from(
      { length: Math.min(1_000, entityCount - start) },
      (_, offset) => start + offset,
    );
    const { ids } = await upsertEntities(knex, {
      createdAt: null,
      entities: indexes.map(index => ({
        ref: `component:default/service-${index}`,
        kind: 'component',
        namespace: 'default',
        name: `service-${index}`,
        title: null,
        type: 'service',
        lifecycle: 'production',
        tier: 1 + (index % 3),
        owner_set_id: sets.get(`group:default/team-${index % teamCount}`)!,
        system_ref: null,
        domain_ref: null,
        template_ref: null,
      })),
    });
    for (const collector of ['catalog', ...collectors]) {
      await upsertFacts(knex, {
        collector,
        facts: indexes.map(index => {
          const data =
            collector === 'catalog'
              ? JSON.stringify({
                  entity: {
                    apiVersion: 'backstage.io/v1alpha1',
                    kind: 'Component',
                    metadata: {
                      name: `service-${index}`,
                      namespace: 'default',
                    },
                    spec: { type: 'service', lifecycle: 'production' },
                  },
                  tier: 1 + (index % 3),
                  lifecycle: 'production',
                })
              : factOf(index, collectors.indexOf(collector));
          return {
            entityId: ids.get(`component:default/service-${index}`)!,
            data,
            hash: hashOf(data),
            observedAt: now,
            expiresAt: null,
          };
        }),
      });
    }
  }
}

async function activate(knex: Knex): Promise<ActiveScorecard> {
  const { scorecards, problems } = readScorecards(
    [{ source: 'benchmark.yaml', text: scorecardText() }],
    { builtIn: [], facts },
  );
  if (scorecards.length !== 1) {
    throw new Error(problems.map(problem => problem.message).join('\n'));
  }
  const [compiled] = scorecards;
  const { id: definitionId } = await registerDefinition(knex, {
    kind: 'Scorecard',
    name: compiled.name,
    contentHash: compiled.contentHash,
    source: 'benchmark.yaml',
    document: JSON.stringify(compiled.document),
    createdAt: now,
    createdBy: 'config',
  });
  const keys = await ensureChecks(knex, {
    checks: compiled.checks.map(check => ({
      scorecard: compiled.name,
      check_id: check.definition.id,
    })),
  });
  await activateDefinitions(knex, {
    kind: 'Scorecard',
    active: [{ name: compiled.name, definition_id: definitionId, position: 0 }],
    inactive: [],
  });
  return {
    definitionId,
    version: 1,
    source: 'benchmark.yaml',
    position: 0,
    compiled,
    enforcement: new Map(),
    checkKeys: keys.get(compiled.name)!,
    createdAt: now,
    createdBy: 'config',
  };
}

const storedTables = [
  'results',
  'non_pass_results',
  'scores',
  'entity_area_scores',
  'rollup_counts',
  'level_counts',
  'transitions',
];

async function rowCounts(knex: Knex): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of storedTables) {
    counts[table] = Number((await knex(table).count({ n: '*' }))[0].n);
  }
  return counts;
}

/** Rows of the stored tables written by transactions from `since` on. */
async function rowsWrittenSince(knex: Knex, since: string): Promise<number> {
  let written = 0;
  for (const table of storedTables) {
    const { rows } = await knex.raw(
      `select count(*) as n from ${table} where xmin::text::bigint >= ?`,
      [since],
    );
    written += Number(rows[0].n);
  }
  return written;
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const started = performance.now();
  const value = await work();
  return [performance.now() - started, value];
}

async function main(): Promise<void> {
  const knex = connection.startsWith('sqlite:')
    ? knexFactory({
        client: 'better-sqlite3',
        connection: { filename: connection.slice('sqlite:'.length) },
        useNullAsDefault: true,
      })
    : knexFactory({ client: 'pg', connection, pool: { max: 5 } });
  const isSqlite = connection.startsWith('sqlite:');
  if (isSqlite) {
    await knex.raw('pragma journal_mode = WAL');
    await knex.raw('pragma synchronous = NORMAL');
  }
  await applyMigrations(knex);
  const [storeFactsMs] = await timed(() => seed(knex));
  const active = await activate(knex);
  const definitions = { current: () => [active], held: () => [] };
  const connected = new Set(['catalog', 'readiness/owner', ...collectors]);
  const pipeline = new EvaluationPipeline({
    knex,
    definitions,
    connected: () => connected,
    clock,
    logger: silent,
  });

  await knex('evaluation_queue').delete();
  const mark = () => markAllForEvaluation(knex, { at: now });
  await mark();
  const [evaluateMs, evaluated] = await timed(() => pipeline.drain());
  const rows = await rowCounts(knex);

  await mark();
  const { rows: ids } = isSqlite
    ? { rows: [{ id: '0' }] }
    : await knex.raw('select txid_current()::text as id');
  const [secondPassMs] = await timed(() => pipeline.drain());
  const secondPassRows = isSqlite
    ? 0
    : await rowsWrittenSince(knex, ids[0].id);

  const overview = new DefaultOverviewService({
    sums: new KeptSums({ clock }),
    knex,
    clock,
    scorecards: new ReadableScorecards({
      definitions,
      clock,
      collection: { connected: () => connected },
    }),
  });
  const scope = {
    mayReadScorecard: () => true,
    visibility: { kind: 'all' as const },
    ownershipRefs: [],
  };
  let queries = 0;
  knex.on('query', () => {
    queries += 1;
  });
  const latencies: number[] = [];
  let teams = 0;
  for (let run = 0; run < 21; run += 1) {
    const [ms, answer] = await timed(() => overview.getOverview({}, scope));
    latencies.push(ms);
    teams = answer.teams.length;
  }
  const overviewQueries = queries / latencies.length;
  latencies.sort((a, b) => a - b);
  await knex.destroy();
  process.stdout.write(
    `${JSON.stringify({
      storeFactsMs: Math.round(storeFactsMs),
      evaluateMs: Math.round(evaluateMs),
      evaluated,
      rows,
      secondPassMs: Math.round(secondPassMs),
      secondPassRows,
      overviewP50Ms: Math.round(latencies[10] * 10) / 10,
      overviewP95Ms: Math.round(latencies[19] * 10) / 10,
      overviewQueries,
      teams,
    })}\n`,
  );
}

main().catch(error => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
