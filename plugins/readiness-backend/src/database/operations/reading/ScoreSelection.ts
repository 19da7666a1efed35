import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { entityCondition, EntityFilter, picksEntities } from './EntityFilter';
import { isOwnedBy, OwnersFilter } from './ownerSets';
import { allOf, sql, SqlFragment } from './SqlFragment';
import { unguessed } from './unguessed';

/**
 * Which scores a roll-up sums.
 */
export interface ScoreSelection extends EntityFilter {
  definitionId: number;
  visibility: EntityVisibility;
  /** 0 to 3; 0 is no tier. Undefined: any. */
  tier?: number;
  owner?: OwnersFilter;
}

/**
 * Are the counters enough? They know owner sets, but neither single entities
 * nor, for outcomes, tiers.
 */
export function readsCounters(selection: ScoreSelection): boolean {
  return (
    selection.visibility.kind === 'all' &&
    selection.tier === undefined &&
    !picksEntities(selection)
  );
}

/** Of a table with `definition_id` and `owner_set_id` under the alias `r`. */
export function counterCondition(selection: ScoreSelection): SqlFragment {
  return allOf([
    sql`r.definition_id = ${unguessed(selection.definitionId)}`,
    isOwnedBy(selection.owner, sql`r.owner_set_id`),
  ]);
}

/** Of `scores` under the alias `s`: what the reader may see and asks for. */
export function scoreCondition(selection: ScoreSelection): SqlFragment {
  return allOf([
    sql`s.definition_id = ${unguessed(selection.definitionId)}`,
    ...(selection.tier === undefined ? [] : [sql`s.tier = ${selection.tier}`]),
    ...(picksEntities(selection)
      ? [
          sql`s.entity_id in (select e.id from entities e where ${entityCondition(
            selection,
            selection.visibility,
          )})`,
        ]
      : []),
    isOwnedBy(selection.owner, sql`s.owner_set_id`),
    isVisible(selection.visibility, sql`s.entity_id`),
  ]);
}
