/**
 * The law of snapshots over random histories: the rows of a day say how everything stood at its end, however
 * late they are written.
 */
import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { Knex } from 'knex';
import { caseCount } from '../__testUtils__/caseCount';
import { applyMigrations } from '../database/initializeDatabase';
import { bulkUpsert } from '../database/operations/bulk';
import { loadEvaluations } from '../database/operations/results';
import {
  contributedSums,
  expectConsistent,
  ledgerSums,
  SumsByKey,
} from '../pipeline/__testUtils__/consistency';
import { start, step, take } from '../pipeline/__testUtils__/randomHistory';
import { TinyInstallation } from '../pipeline/__testUtils__/TinyInstallation';
import { sumColumns } from './contribution';
import { writeDaySnapshots } from './writeDaySnapshots';

jest.setTimeout(caseCount(120_000, 1_800_000));

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const dayMs = 24 * 3_600_000;

/** Owner set 3 belongs to both teams below the first one. */
const teams: Record<string, number[]> = {
  root: [1, 2, 3],
  left: [1, 3],
  right: [2, 3],
};

const event = fc.oneof(
  { weight: 12, arbitrary: step },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('night' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('snapshot' as const) }),
  },
  fc.record({
    kind: fc.constant('inherit' as const),
    entityId: fc.integer({ min: 1, max: 5 }),
  }),
);

type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

/** A scorecard that is taken back on the day on which it came, before any snapshot. */
const takenBackAtOnce: Event[] = [
  { kind: 'publish', name: 'second', version: 0 },
  { kind: 'drain' },
  { kind: 'retract', name: 'second' },
];

/** How everything stands now, counted without any of the tables under test. */
async function standing(knex: Knex) {
  const entityIds = await knex('results').distinct().pluck('entity_id');
  const loaded = await loadEvaluations(knex, { entityIds });
  const outcomes: Record<string, number> = {};
  const entities: Record<string, unknown> = {};
  for (const { scorecard, stored } of [...loaded.values()].flat()) {
    entities[`${stored.entityId}/${scorecard}`] = [
      stored.ownerSetId,
      stored.level,
      stored.weights.passed,
      Boolean(stored.inGrace),
      Object.keys(stored.areas).sort(),
    ];
    for (const { checkKey, outcome } of stored.inGrace ? [] : stored.results) {
      const key = `${checkKey}/${stored.ownerSetId}/${outcome}`;
      outcomes[key] = (outcomes[key] ?? 0) + 1;
    }
  }
  return { sums: await contributedSums(knex), outcomes, entities };
}

type Standing = Awaited<ReturnType<typeof standing>>;

/** Condition and bindings: it stood at the end of the day. */
const standsOn = (day: string) =>
  ['day <= ? and (until_day is null or until_day > ?)', [day, day]] as const;

/** The same as the tables tell it of a day. */
async function standingOn(knex: Knex, day: string): Promise<Standing> {
  const ofDay = (table: 'check_days' | 'score_days') =>
    knex(table).whereRaw(...standsOn(day));
  const outcomes: Record<string, number> = {};
  for (const row of await ofDay('check_days')) {
    for (const [outcome, count] of [
      ['pass', row.passed],
      ['fail', row.failed],
      ['unknown', row.unknown],
      ['error', row.errors],
      ['exempt', row.exempt],
      ['not-applicable', row.not_applicable],
    ]) {
      if (count) {
        outcomes[`${row.check_key}/${row.owner_set_id}/${outcome}`] = count;
      }
    }
  }
  const entities = Object.fromEntries(
    (await ofDay('score_days')).map(row => [
      `${row.entity_id}/${row.scorecard}`,
      [
        row.owner_set_id,
        row.level,
        row.passed,
        Boolean(row.in_grace),
        Object.keys(JSON.parse(row.areas)),
      ],
    ]),
  );
  return { sums: await ledgerSums(knex, day), outcomes, entities };
}

/** Sums of the organisation and of teams that follow from those of owner sets. */
function summedUp(sums: SumsByKey): SumsByKey {
  const wanted: SumsByKey = {};
  for (const [key, part] of Object.entries(sums)) {
    const [scorecard, ownerSetId, area] = key.split('/');
    const scopes = Object.keys(teams).filter(team =>
      teams[team].includes(Number(ownerSetId)),
    );
    for (const scope of ['', ...scopes]) {
      const sum = (wanted[`${scorecard}/${scope}/${area}`] ??= {});
      for (const column of sumColumns) {
        sum[column] = (sum[column] ?? 0) + part[column];
      }
    }
  }
  return Object.fromEntries(
    Object.entries(wanted).filter(([, sum]) => sum.entities > 0),
  );
}

async function rollupsOn(knex: Knex, day: string): Promise<SumsByKey> {
  const rows = await knex('rollup_days')
    .whereIn('scope', ['organisation', 'team'])
    .whereRaw("item not like 'check:%'")
    .whereRaw(...standsOn(day));
  return Object.fromEntries(
    rows.map(row => [
      `${row.scorecard}/${row.scope_ref}/${row.item.replace('area:', '')}`,
      Object.fromEntries(sumColumns.map(column => [column, row[column]])),
    ]),
  );
}

const dayOf = ({ now }: TinyInstallation) =>
  new Date(now).toISOString().slice(0, 10);

describe.each(databases.eachSupportedId())('snapshots, %s', id => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
  });
  afterAll(() => knex.destroy());

  const begin = async () => {
    const tiny = await start(knex);
    await bulkUpsert(knex, {
      table: 'owner_set_members',
      rows: [1, 2, 3].flatMap(set =>
        ['left', 'right']
          .filter(team => teams[team].includes(set))
          .map(team => ({ owner_set_id: set, owner_ref: team })),
      ),
    });
    await bulkUpsert(knex, {
      table: 'group_closure_periods',
      rows: Object.keys(teams)
        .flatMap(team => [
          [team, team],
          ['root', team],
        ])
        .filter(([above, below], index) => above !== below || index % 2 === 0)
        .map(([ancestor_ref, descendant_ref]) => ({
          ancestor_ref,
          descendant_ref,
          from_at: 0,
          until_at: null,
        })),
    });
    return tiny;
  };

  it('say of each day how everything stood at its end, however late they are written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 8, maxLength: 30 }),
        async events => {
          const tiny = await begin();
          const snapshot = () =>
            writeDaySnapshots(knex, {
              scorecards: tiny.current().map(({ compiled, definitionId }) => ({
                name: compiled.name,
                definitionId,
              })),
              at: new Date(tiny.now),
            });
          await tiny.pipeline().drain();
          await snapshot();
          const days = new Map<string, Standing>();
          for (const each of events) {
            if (each.kind === 'snapshot') {
              await snapshot();
            } else if (each.kind === 'inherit') {
              await knex('entities')
                .where({ id: each.entityId })
                .update({ owner_since: tiny.now, owner_set_id: 2 });
              await tiny.mark([each.entityId]);
            } else {
              const before = tiny.now;
              if (each.kind === 'night') {
                tiny.now = Math.ceil((tiny.now + 1) / dayMs) * dayMs + 1;
              } else {
                await take(tiny, each);
              }
              const day = new Date(before).toISOString().slice(0, 10);
              if (day !== dayOf(tiny)) {
                days.set(day, await standing(knex));
              }
            }
          }
          days.set(dayOf(tiny), await standing(knex));
          tiny.now += dayMs;

          await tiny.pipeline().drain();
          await expectConsistent(tiny);
          await snapshot();
          days.set(dayOf(tiny), await standing(knex));
          const first = Math.min(
            ...[...days.keys()].map(day => Date.parse(day)),
          );
          let last: Standing | undefined;
          for (let time = first; time <= tiny.now; time += dayMs) {
            const day = new Date(time).toISOString().slice(0, 10);
            last = days.get(day) ?? last;
            expect([day, await standingOn(knex, day)]).toEqual([day, last]);
            expect([day, await rollupsOn(knex, day)]).toEqual([
              day,
              summedUp(last!.sums),
            ]);
          }
        },
      ),
      { numRuns: caseCount(6, 60), examples: [[takenBackAtOnce]] },
    );
  });
});
