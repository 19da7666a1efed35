import { Knex } from 'knex';
import { StoredNumber } from '../../tables';
import { idSet } from '../bulk';
import { wasOwnedBy } from './wasOwnedBy';
import { OwnerFilter } from '../reading/ownerSets';
import { allOf, readRows, sql, SqlFragment } from '../reading/SqlFragment';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';

/** Which changes. */
export interface TransitionFilter {
  visibility: EntityVisibility;
  /** Name of the scorecard, whichever its version. */
  scorecard: string;
  /** Checks whose changes are not shown. */
  hiddenChecks: readonly number[];
  entityId?: number;
  /** At the time of the change. */
  owner?: OwnerFilter;
  check?: string;
  kind?: 'result' | 'level';
  cause?: string;
  /** Epoch ms, both included. */
  from: number;
  to: number;
}

/** The place of a change in the list: its time, 0 for a level or 1 for a result, its key. */
export type TransitionKey = readonly [number, number, number];

/** A change of a result or a level. */
export interface TransitionRow {
  /** 0: of a level; 1: of a result. */
  place: number;
  id: StoredNumber;
  at: StoredNumber;
  ref: string;
  title: string | null;
  definition_id: number;
  version: number;
  check_key: number | null;
  check_id: string | null;
  from_value: string | null;
  to_value: string | null;
  cause: string;
  owners: string | null;
  fact_versions: string | null;
  entity_id: number;
}

/** Of the select of {@link transitionRows}. */
export const transitionColumns = sql`
  1 as place, t.id, t.at, e.ref, e.title, t.definition_id, d.version, t.check_key,
  c.check_id, t.from_outcome as from_value, t.to_outcome as to_value, t.cause,
  o.owners, t.fact_versions, t.entity_id
  from transitions t
  join entities e on e.id = t.entity_id
  join definitions d on d.id = t.definition_id
  join checks c on c.id = t.check_key
  left join owner_sets o on o.id = t.owner_set_id`;

const levelColumns = sql`
  0 as place, t.id, t.at, e.ref, e.title, t.definition_id, d.version,
  cast(null as integer) as check_key, cast(null as varchar(1)) as check_id,
  cast(t.from_level as varchar(10)) as from_value,
  cast(t.to_level as varchar(10)) as to_value, t.cause, o.owners,
  cast(null as varchar(1)) as fact_versions, t.entity_id
  from level_transitions t
  join entities e on e.id = t.entity_id
  join definitions d on d.id = t.definition_id
  left join owner_sets o on o.id = t.owner_set_id`;

/**
 * Reads a page of changes, the newest first; of one hour levels before results, and what was noted last first.
 * One statement.
 *
 * @param options - `after`: the place of the last one of the page before
 */
export function listTransitions(
  knex: Knex,
  options: TransitionFilter & { limit: number; after?: TransitionKey },
): Promise<TransitionRow[]> {
  const { kind, check, limit } = options;
  const branches: SqlFragment[] = [];
  if (kind !== 'result' && check === undefined) {
    branches.push(
      sql`select ${levelColumns} where ${conditions(options, 0)}
        order by t.at desc, t.id desc limit ${limit}`,
    );
  }
  if (kind !== 'level') {
    branches.push(
      sql`select ${transitionColumns} where ${allOf([
        conditions(options, 1),
        sql`not (${idSet(knex, 't.check_key', options.hiddenChecks)})`,
        ...(check === undefined
          ? []
          : [
              sql`t.check_key in (select k.id from checks k
                where k.scorecard = ${options.scorecard} and k.check_id = ${check})`,
            ]),
      ])}
        order by t.at desc, t.id desc limit ${limit}`,
    );
  }
  if (!branches.length) {
    return Promise.resolve([]);
  }
  const [first, second] = branches.map(
    branch => sql`select * from (${branch}) branch`,
  );
  return readRows<TransitionRow>(
    knex,
    sql`select * from (${
      second ? sql`${first} union all ${second}` : first
    }) changes
      order by at desc, place, id desc limit ${limit}`,
  );
}

function conditions(
  options: TransitionFilter & { after?: TransitionKey },
  place: 0 | 1,
): SqlFragment {
  const { entityId, owner, cause, after } = options;
  return allOf([
    sql`t.at >= ${options.from} and t.at <= ${options.to}`,
    sql`d.name = ${options.scorecard} and d.kind = 'Scorecard'`,
    isVisible(options.visibility, sql`t.entity_id`),
    ...(entityId === undefined ? [] : [sql`t.entity_id = ${entityId}`]),
    ...(cause === undefined ? [] : [sql`t.cause = ${cause}`]),
    wasOwnedBy(owner, { ownerSetId: sql`t.owner_set_id`, at: sql`t.at` }),
    ...(after ? [isAfter(after, place)] : []),
  ]);
}

function isAfter([at, place, id]: TransitionKey, own: 0 | 1): SqlFragment {
  if (own === place) {
    return sql`t.at < ${at} or (t.at = ${at} and t.id < ${id})`;
  }
  return own > place ? sql`t.at <= ${at}` : sql`t.at < ${at}`;
}
