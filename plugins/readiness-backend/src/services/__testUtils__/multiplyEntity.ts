import { rawRows } from '../../database/rawRows';
import { Organisation } from './Organisation';

/**
 * Copies an evaluated entity with all its rows until there are as many as wanted, over some teams, and counts anew.
 *
 * @param options - `teams`: over the first so many owner sets
 */
export async function multiplyEntity(
  organisation: Organisation,
  options: { ref: string; count: number; teams: number },
): Promise<void> {
  const { count, teams, ref } = options;
  const template = organisation.entities.get(ref)!;
  const { knex } = organisation;
  const id = organisation.idOf(ref);
  const series = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${
    count - 1
  })`;
  const sets = await rawRows<{ owner_set_id: number }>(
    knex,
    `select owner_set_id from owner_set_members order by owner_ref limit ${teams}`,
  );
  const set = `(case i % ${teams} ${sets
    .map((row, index) => `when ${index} then ${row.owner_set_id}`)
    .join(' ')} end)`;
  const copies: Record<string, [string, string]> = {
    entities: [
      'id, ref, kind, namespace, name, type, lifecycle, tier, owner_set_id, missed_streams',
      `1000 + i, ref || i, kind, namespace, name || i, type, lifecycle, tier, ${set}, 0`,
    ],
    scores: [
      'entity_id, definition_id, owner_set_id, tier, level, exemptions, ceiling, target_level, on_target, fixes, passed, known, applicable, in_grace',
      `1000 + i, definition_id, ${set}, tier, level, exemptions, ceiling, target_level, on_target, fixes, passed, known, applicable, in_grace`,
    ],
    results: [
      'entity_id, definition_id, packed, input_hash',
      '1000 + i, definition_id, packed, input_hash',
    ],
    entity_area_scores: [
      'entity_id, definition_id, area, passed, known, applicable',
      '1000 + i, definition_id, area, passed, known, applicable',
    ],
    transitions: [
      'entity_id, definition_id, check_key, from_outcome, to_outcome, at, cause, owner_set_id, fact_versions',
      `1000 + i, definition_id, check_key, from_outcome, to_outcome, at, cause, ${set}, fact_versions`,
    ],
    score_days: [
      'entity_id, scorecard, day, until_day, owner_set_id, tier, level, target_level, on_target, fixes, passed, known, applicable, in_grace, areas',
      `1000 + i, scorecard, day, until_day, ${set}, tier, level, target_level, on_target, fixes, passed, known, applicable, in_grace, areas`,
    ],
    non_pass_results: [
      'definition_id, check_key, entity_id, outcome, counts, owner_set_id, since',
      `definition_id, check_key, 1000 + i, outcome, counts, ${set}, since`,
    ],
  };
  for (const [table, [columns, values]] of Object.entries(copies)) {
    const key = table === 'entities' ? 'id' : 'entity_id';
    await knex.raw(
      `${
        knex.client.config.client === 'pg'
          ? ''
          : `insert into ${table} (${columns}) `
      }${series} ${
        knex.client.config.client === 'pg'
          ? `insert into ${table} (${columns}) `
          : ''
      }select ${values} from n cross join ${table} where ${key} = ${id}`,
    );
  }
  for (let index = 1; index < count; index += 1) {
    const copy = { ...template, name: `template${index}` };
    organisation.entities.set(`component:default/${copy.name}`, copy);
  }
  await knex('rollup_counts').delete();
  await knex('level_counts').delete();
  await knex.raw(`
    insert into rollup_counts (definition_id, check_key, owner_set_id, outcome, count)
    select definition_id, check_key, owner_set_id, outcome, count(*)
    from non_pass_results group by definition_id, check_key, owner_set_id, outcome`);
  await knex.raw(`
    insert into level_counts (definition_id, owner_set_id, tier, level, target_level, on_target, enough_data, count)
    select definition_id, owner_set_id, tier, level, coalesce(target_level, 0),
      coalesce(on_target, false), known >= 0.6 * applicable, count(*)
    from scores group by 1, 2, 3, 4, 5, 6, 7`);
}
