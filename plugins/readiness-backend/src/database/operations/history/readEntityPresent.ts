import { Area } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { StoredBoolean } from '../../tables';
import { readRows, sql } from '../reading/SqlFragment';

/** Where one entity stands now. */
export interface EntityPresent {
  passed: number;
  known: number;
  applicable: number;
  level: number;
  target_level: number | null;
  on_target: StoredBoolean | null;
  in_grace: StoredBoolean;
  /** Of the check that was asked for. */
  outcome: string;
}

/**
 * Reads where an entity stands. One statement.
 *
 * @param options - `area`: only its weights; `checkKey`: whose outcome is wanted
 * @returns null for an entity that the scorecard asks nothing of
 */
export async function readEntityPresent(
  knex: Knex,
  options: {
    entityId: number;
    definitionId: number;
    area?: Area;
    checkKey?: number;
  },
): Promise<EntityPresent | null> {
  const { area } = options;
  const weights =
    area === undefined
      ? sql`s.passed, s.known, s.applicable`
      : sql`coalesce(a.passed, 0) as passed, coalesce(a.known, 0) as known,
          coalesce(a.applicable, 0) as applicable`;
  const [row] = await readRows<EntityPresent>(
    knex,
    sql`
      select ${weights}, s.level, s.target_level, s.on_target, s.in_grace,
        coalesce(n.outcome, 'pass') as outcome
      from scores s
      left join entity_area_scores a on a.entity_id = s.entity_id
        and a.definition_id = s.definition_id and a.area = ${area ?? ''}
      left join non_pass_results n on n.entity_id = s.entity_id
        and n.definition_id = s.definition_id and n.check_key = ${
          options.checkKey ?? 0
        }
      where s.entity_id = ${options.entityId} and s.definition_id = ${
      options.definitionId
    }`,
  );
  return row ?? null;
}
