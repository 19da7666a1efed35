/**
 * Stored answers summed up over all owner sets, or over all templates, at once: a fixed number of
 * statements per scorecard version, whatever the number of entities, checks and groups.
 *
 * What is not a pass has a row of its own with its outcome, so that passes are what is left of the
 * entities that were asked. Entities in grace, Groups and Templates are left out, and answers that
 * do not count.
 */
import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';

/** What is summed over: the owner set of an entity, or the template that it was made from. */
export type SumScope = 'owners' | 'template';

const scopes: Record<SumScope, { column: string; condition: string }> = {
  owners: {
    column: 's.owner_set_id',
    condition: `e.kind not in ('group', 'template')`,
  },
  template: {
    column: 'e.template_ref',
    condition: `e.kind = 'component' and e.template_ref is not null`,
  },
};

/** Entities of a scope at a level. */
export interface LevelSum {
  /** Id of an owner set, or ref of a template. */
  scope: number | string;
  /** 0: no tier. */
  tier: number;
  level: number;
  entities: number;
}

/**
 * How many entities are at which level of a scorecard. One statement.
 *
 * @param knex - A knex instance or a transaction.
 */
export async function sumLevels(
  knex: Knex | Knex.Transaction,
  options: { scope: SumScope; definitionId: number },
): Promise<LevelSum[]> {
  const { column, condition } = scopes[options.scope];
  const rows = await rawRows<LevelSum>(
    knex,
    `select ${column} as scope, s.tier, s.level, count(*) as entities
     from scores s join entities e on e.id = s.entity_id
     where s.definition_id = ? and not s.in_grace and ${condition}
     group by ${column}, s.tier, s.level`,
    [options.definitionId],
  );
  return rows.map(row => ({ ...row, entities: Number(row.entities) }));
}

/** Entities of a scope that did not pass a check, by outcome. */
export interface OutcomeSum {
  scope: number | string;
  tier: number;
  checkKey: number;
  failed: number;
  /** No answer: unknown or error. */
  unanswered: number;
  exempt: number;
  /** All that are no pass, those to which it does not apply too. */
  others: number;
}

/**
 * How many entities did not pass which check of a scorecard. One statement.
 *
 * @param knex - A knex instance or a transaction.
 */
export async function sumOutcomes(
  knex: Knex | Knex.Transaction,
  options: { scope: SumScope; definitionId: number },
): Promise<OutcomeSum[]> {
  const { column, condition } = scopes[options.scope];
  const rows = await rawRows<{
    scope: number | string;
    tier: number;
    check_key: number;
    failed: number | string;
    unanswered: number | string;
    exempt: number | string;
    others: number | string;
  }>(
    knex,
    `select ${column} as scope, s.tier, n.check_key,
       sum(case when n.outcome = 'fail' then 1 else 0 end) as failed,
       sum(case when n.outcome in ('unknown', 'error') then 1 else 0 end)
         as unanswered,
       sum(case when n.outcome = 'exempt' then 1 else 0 end) as exempt,
       count(*) as others
     from non_pass_results n
     join scores s
       on s.definition_id = n.definition_id and s.entity_id = n.entity_id
     join entities e on e.id = s.entity_id
     where n.definition_id = ? and n.counts and not s.in_grace and ${condition}
     group by ${column}, s.tier, n.check_key`,
    [options.definitionId],
  );
  return rows.map(row => ({
    scope: row.scope,
    tier: row.tier,
    checkKey: row.check_key,
    failed: Number(row.failed),
    unanswered: Number(row.unanswered),
    exempt: Number(row.exempt),
    others: Number(row.others),
  }));
}

/**
 * How many entities count for any of some scorecards, each once. One statement.
 *
 * @param knex - A knex instance or a transaction.
 */
export async function sumEntities(
  knex: Knex | Knex.Transaction,
  options: { scope: SumScope; definitionIds: readonly number[] },
): Promise<Array<{ scope: number | string; tier: number; entities: number }>> {
  const { column, condition } = scopes[options.scope];
  const chosen = idSet(knex, 's.definition_id', options.definitionIds);
  const rows = await rawRows<{
    scope: number | string;
    tier: number;
    entities: number | string;
  }>(
    knex,
    `select scope, tier, count(*) as entities from (
       select s.entity_id, max(${column}) as scope, max(s.tier) as tier
       from scores s join entities e on e.id = s.entity_id
       where ${chosen.sql} and not s.in_grace and ${condition}
       group by s.entity_id
     ) as counted
     group by scope, tier`,
    chosen.bindings,
  );
  return rows.map(row => ({ ...row, entities: Number(row.entities) }));
}

/**
 * For which groups an owner set counts: each once, however many of its owners are below it. One
 * statement.
 *
 * @param knex - A knex instance or a transaction.
 * @returns Ids of owner sets by ref of the group.
 */
export async function selectGroupOwnerSets(
  knex: Knex | Knex.Transaction,
): Promise<Map<string, number[]>> {
  const rows = await rawRows<{ ancestor_ref: string; owner_set_id: number }>(
    knex,
    `select distinct c.ancestor_ref, m.owner_set_id
     from owner_set_members m
     join group_closure c on c.descendant_ref = m.owner_ref`,
  );
  const sets = new Map<string, number[]>();
  for (const { ancestor_ref, owner_set_id } of rows) {
    const list = sets.get(ancestor_ref) ?? [];
    list.push(owner_set_id);
    sets.set(ancestor_ref, list);
  }
  return sets;
}

/**
 * Groups and Templates that are in the catalog. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @returns By key.
 */
export async function selectSummedEntities(
  knex: Knex | Knex.Transaction,
): Promise<Array<{ id: number; ref: string; kind: string }>> {
  return await rawRows(
    knex,
    `select id, ref, kind from entities
     where kind in ('group', 'template') and removed_at is null order by id`,
  );
}

/**
 * Is there somebody whose answers are about to change: who waits in a lower stratum, or still has
 * answers of a version that was replaced? One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `until`: who is due, or whose claim ends, by then.
 */
export async function hasUnsettled(
  knex: Knex | Knex.Transaction,
  options: { until: Date },
): Promise<boolean> {
  const rows = await rawRows(
    knex,
    `select 1 where exists (
       select 1 from evaluation_queue
       where stratum < 2 and next_at <= ? and last_error is null
     ) or exists (
       select 1 from definitions d
       join active_definitions a on a.kind = d.kind and a.name = d.name
       where d.kind = 'Scorecard' and d.id <> a.definition_id
         and exists (select 1 from scores s where s.definition_id = d.id)
     )`,
    [options.until.getTime()],
  );
  return rows.length > 0;
}
