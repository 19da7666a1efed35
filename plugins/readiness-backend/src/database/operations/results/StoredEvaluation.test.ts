import { TestDatabases } from '@backstage/backend-test-utils';
import { Outcome } from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';
import { Knex } from 'knex';
import { applyMigrations } from '../../initializeDatabase';
import { bulkUpsert } from '../bulk';
import { loadEvaluations } from './loadEvaluations';
import { packResults, unpackResults } from './PackedResult';
import { StoredEvaluation, toPreviousEvaluation } from './StoredEvaluation';
import { writeEvaluations } from './writeEvaluations';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const seconds = fc
  .integer({ min: 0, max: 4_000_000_000 })
  .map(value => value * 1000);
const time = fc.option(seconds);
const weight = fc.integer({ min: 0, max: 3_000 }).map(value => value / 8);
const weights = fc.record({
  passed: weight,
  known: weight,
  applicable: weight,
});
const result = fc.record({
  checkKey: fc.integer({ min: 1, max: 6 }),
  outcome: fc.constantFrom<Outcome>(
    'pass',
    'fail',
    'unknown',
    'not-applicable',
    'exempt',
    'error',
  ),
  since: seconds,
  branch: fc.integer({ min: 0, max: 20 }),
  counts: fc.boolean(),
});
const results = fc.uniqueArray(result, { selector: item => item.checkKey });
const evaluation: fc.Arbitrary<StoredEvaluation> = fc
  .record({
    entityId: fc.constant(1),
    definitionId: fc.integer({ min: 1, max: 2 }),
    inputHash: fc.constantFrom('a', 'b'),
    factVersions: fc.constantFrom(null, 'x:1:0', 'x:2:0'),
    results,
    ownerSetId: fc.integer({ min: 1, max: 3 }),
    tier: fc.integer({ min: 0, max: 3 }),
    level: fc.integer({ min: 0, max: 3 }),
    heldSince: time,
    heldUntil: time,
    exemptions: fc.nat(3),
    ceiling: fc.nat(3),
    baseLevel: fc.nat(3),
    baseCeiling: fc.nat(3),
    targetLevel: fc.option(fc.integer({ min: 1, max: 3 })),
    onTarget: fc.option(fc.boolean()),
    fixes: fc.nat(5),
    weights,
    inGrace: fc.boolean(),
    nextAt: time,
    areas: fc.dictionary(fc.constantFrom('slos', 'cost', 'policy'), weights),
  })
  .map(item => ({
    ...item,
    packed: packResults(item.results),
    areas: { ...item.areas },
  }));

describe('packed results', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(results, items => {
        expect(unpackResults(packResults(items))).toEqual(items);
      }),
    );
  });

  it('are refused when they are something else', () => {
    expect(() => unpackResults('[[1,99,0,0,1]]')).toThrow('no known outcome');
    expect(() => unpackResults('{"a":1}')).toThrow();
    expect(() =>
      packResults([
        {
          checkKey: 1,
          outcome: 'met' as Outcome,
          since: 0,
          branch: 0,
          counts: true,
        },
      ]),
    ).toThrow("'met' is not an outcome");
  });
});

describe('toPreviousEvaluation', () => {
  it('tells outcomes by check id, without checks that are gone', () => {
    const item = { outcome: 'fail', since: 5_000, branch: 0, counts: true };
    expect(
      toPreviousEvaluation(
        {
          level: 2,
          baseLevel: 1,
          heldSince: 1_000,
          results: [
            { ...item, checkKey: 1, outcome: 'fail' },
            { ...item, checkKey: 2, outcome: 'pass' },
          ],
        },
        new Map([[1, 'has-runbook']]),
      ),
    ).toEqual({
      level: 2,
      baseLevel: 1,
      heldSince: '1970-01-01T00:00:01.000Z',
      results: [
        {
          checkId: 'has-runbook',
          outcome: 'fail',
          since: '1970-01-01T00:00:05.000Z',
        },
      ],
    });
    expect(toPreviousEvaluation(undefined, new Map())).toBeUndefined();
  });
});

describe.each(databases.eachSupportedId())('writeEvaluations, %s', id => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
    await bulkUpsert(knex, {
      table: 'definitions',
      rows: [1, 2].map(version => ({
        id: version,
        kind: 'Scorecard',
        name: 'demo',
        version,
        content_hash: '',
        source: '',
        document: '{}',
        created_at: 0,
        created_by: 'config',
      })),
    });
  });
  afterAll(() => knex.destroy());

  it('leaves the tables as the last evaluation says, whatever was there', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(evaluation, { nil: undefined }), { maxLength: 4 }),
        async history => {
          let before: StoredEvaluation | undefined;
          for (const after of [...history, undefined]) {
            const change = {
              scorecard: 'demo',
              origin: { createdAt: null, ownerSince: null, isEvaluated: false },
              before,
              after,
              transitions: [],
            };
            await knex.transaction(trx =>
              writeEvaluations(trx, { changes: [change], at: new Date(0) }),
            );
            const loaded = await loadEvaluations(knex, { entityIds: [1] });
            expect(loaded.get(1)?.map(({ stored }) => stored)).toEqual(
              after && [after],
            );
            const open = await knex('non_pass_results').orderBy('check_key');
            expect(
              open.map(row => [
                row.check_key,
                row.outcome,
                Number(row.since),
                Boolean(row.counts),
                row.owner_set_id,
                row.definition_id,
              ]),
            ).toEqual(
              (after?.results ?? [])
                .filter(({ outcome }) => outcome !== 'pass')
                .sort((a, b) => a.checkKey - b.checkKey)
                .map(item => [
                  item.checkKey,
                  item.outcome,
                  item.since,
                  item.counts,
                  after?.ownerSetId,
                  after?.definitionId,
                ]),
            );
            before = after;
          }
          for (const table of ['results', 'scores', 'entity_area_scores']) {
            expect(await knex(table)).toEqual([]);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
