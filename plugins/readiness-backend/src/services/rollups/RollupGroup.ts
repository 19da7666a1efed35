import { Standing } from '@team-readiness/backstage-plugin-readiness-common';
import { GroupKey } from '../../database/operations/reading';

/** A group of entities in a list of roll-ups, before its outcomes are read. */
export interface RollupGroup {
  /** As in the API. */
  key: string | null;
  title: string | null;
  parentRef: string | null;
  mine: boolean;
  /** What its rows are found by: owner sets of a team, else the key itself. */
  groups: readonly GroupKey[];
  /** May the reader know how many hidden entities it has? */
  tellsHidden: boolean;
  /** Without what is missing. */
  standing: Standing;
}
