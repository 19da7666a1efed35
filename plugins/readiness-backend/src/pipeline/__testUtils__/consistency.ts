import { Knex } from 'knex';
import {
  loadEvaluations,
  nonPassRows,
  unpackResults,
} from '../../database/operations/results';
import { contribution, recountCounters, sumColumns } from '../../rollups';
import { startOfHour } from '../EvaluationBatch';
import { entityCount } from './randomHistory';
import { TinyInstallation } from './TinyInstallation';
import { tinyOutcome } from './tinyScorecard';

/** Counters equal a recount, and what is not a pass equals the packed results. */
export async function expectConsistent({ knex }: TinyInstallation) {
  const { rollups, levels } = await recountCounters(knex);
  const sorted = (rows: object[]) =>
    rows.map(row => JSON.stringify(Object.entries(row).sort())).sort();
  const stored = async (table: string, columns: string[]) =>
    sorted(
      (await knex(table).whereNot({ count: 0 })).map(row => ({
        ...row,
        ...Object.fromEntries(
          columns.map(column => [column, Boolean(row[column])]),
        ),
      })),
    );
  expect(await stored('rollup_counts', [])).toEqual(sorted(rollups));
  expect(await stored('level_counts', ['on_target', 'enough_data'])).toEqual(
    sorted(levels),
  );
  const evaluations = await loadEvaluations(knex, {
    entityIds: Array.from({ length: entityCount }, (_, index) => index + 1),
  });
  const nonPass = [...evaluations.values()]
    .flat()
    .flatMap(({ stored: evaluation }) => nonPassRows(evaluation));
  expect(
    sorted(
      (await knex('non_pass_results')).map(row => ({
        ...row,
        counts: Boolean(row.counts),
        since: Number(row.since),
      })),
    ),
  ).toEqual(sorted(nonPass));
  for (const { stored: evaluation } of [...evaluations.values()].flat()) {
    expect(evaluation.baseLevel).toBe(
      evaluation.results.every(({ outcome }) =>
        ['pass', 'exempt', 'not-applicable'].includes(outcome),
      )
        ? 1
        : 0,
    );
  }
  await expectChainedLevels(knex);
  expect(await ledgerSums(knex)).toEqual(await contributedSums(knex));
  for (const table of ['results', 'scores']) {
    const [{ n }] = await knex(table).count({ n: '*' });
    expect(Number(n)).toBe([...evaluations.values()].flat().length);
  }
}

/** Sums by scorecard, owner set and area. */
export type SumsByKey = Record<string, Record<string, number>>;

/** What stored evaluations contribute to sums, zeros left out. */
export async function contributedSums(knex: Knex): Promise<SumsByKey> {
  const entityIds = await knex('results').distinct().pluck('entity_id');
  const sums: SumsByKey = {};
  const loaded = await loadEvaluations(knex, { entityIds });
  for (const { scorecard, stored } of [...loaded.values()].flat()) {
    if (!stored.inGrace) {
      for (const [area, part] of contribution(stored)) {
        addSums(sums, `${scorecard}/${stored.ownerSetId}/${area}`, part);
      }
    }
  }
  return withoutZeros(sums);
}

/** What all movements, or those up to a day, come to, zeros left out. */
export async function ledgerSums(
  knex: Knex,
  day = '9999-12-31',
): Promise<SumsByKey> {
  const sums: SumsByKey = {};
  for (const row of await knex('movements').where('day', '<=', day)) {
    addSums(sums, `${row.scorecard}/${row.owner_set_id}/${row.area}`, row);
  }
  return withoutZeros(sums);
}

function addSums(
  sums: SumsByKey,
  key: string,
  part: Readonly<Record<(typeof sumColumns)[number], number>>,
) {
  const sum = (sums[key] ??= {});
  for (const column of sumColumns) {
    sum[column] = (sum[column] ?? 0) + part[column];
  }
}

function withoutZeros(sums: SumsByKey): SumsByKey {
  return Object.fromEntries(
    Object.entries(sums).filter(([, sum]) => Object.values(sum).some(Boolean)),
  );
}

/**
 * Each change of a level begins where the one before it ended (after a scorecard was taken back it
 * begins anew), none leads nowhere, and the last one ends at the level that is stored.
 */
export async function expectChainedLevels(knex: Knex) {
  const scores = new Map<string, number>(
    (
      await knex('scores as s')
        .join('definitions as d', 'd.id', 's.definition_id')
        .select('s.entity_id', 'd.name', 's.level')
    ).map(row => [`${row.entity_id}/${row.name}`, row.level]),
  );
  const last = new Map<string, number | null>();
  const rows = await knex('level_transitions as t')
    .join('definitions as d', 'd.id', 't.definition_id')
    .orderBy('t.id')
    .select('t.*', 'd.name');
  const broken: unknown[] = [];
  for (const row of rows) {
    const key = `${row.entity_id}/${row.name}`;
    const before = last.get(key) ?? row.from_level;
    if (row.from_level !== before || row.from_level === row.to_level) {
      broken.push(row);
    }
    last.set(key, row.to_level);
  }
  expect(broken).toEqual([]);
  for (const [key, level] of last) {
    if (level !== null) {
      expect([key, scores.get(key)]).toEqual([key, level]);
    }
  }
}

/** What every entity must have, told from the tables that the pipeline only reads. */
export async function expectedOutcomes(tiny: TinyInstallation) {
  const { knex } = tiny;
  const now = startOfHour(new Date(tiny.now));
  const expected: Record<string, string[]> = {};
  const facts = await knex('facts');
  for (const entity of await knex('entities').whereNull('removed_at')) {
    const factOf = (collector: string) =>
      facts.find(
        row => row.entity_id === entity.id && row.collector === collector,
      );
    const described = factOf('catalog');
    for (const { compiled, definitionId } of tiny.current()) {
      if (compiled.matches(JSON.parse(described.data).entity)) {
        expected[`${entity.id}/${definitionId}`] = compiled.checks.flatMap(
          ({ definition, reads: [collector] }) => {
            const fact = factOf(collector);
            return tiny.connected.has(collector)
              ? [
                  `${definition.id} ${tinyOutcome(
                    fact && {
                      data: JSON.parse(fact.data),
                      expiresAt:
                        fact.expires_at &&
                        new Date(Number(fact.expires_at)).toISOString(),
                    },
                    definition.id,
                    now,
                  )}`,
                ]
              : [];
          },
        );
      }
    }
  }
  return expected;
}

/** What is stored, in the same form. */
export async function storedOutcomes({ knex }: TinyInstallation) {
  const names = new Map(
    (await knex('checks')).map(row => [row.id, row.check_id]),
  );
  return Object.fromEntries(
    (await knex('results')).map(row => [
      `${row.entity_id}/${row.definition_id}`,
      unpackResults(row.packed).map(
        result => `${names.get(result.checkKey)} ${result.outcome}`,
      ),
    ]),
  );
}
