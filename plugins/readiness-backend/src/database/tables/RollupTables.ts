import { StoredBoolean, TableColumns } from './TableColumns';

/** How many entities of an owner set have an outcome for a check. In-grace entities are left out. */
export interface RollupCountsRow {
  definition_id: number;
  check_key: number;
  owner_set_id: number;
  outcome: string;
  count: number;
}

/** How many entities of an owner set stand where. In-grace entities are left out. */
export interface LevelCountsRow {
  definition_id: number;
  owner_set_id: number;
  /** 0: no tier. */
  tier: number;
  level: number;
  /** 0: no target. */
  target_level: number;
  on_target: StoredBoolean;
  /** Coverage is 60 % or more, or nothing applies. */
  enough_data: StoredBoolean;
  count: number;
}

/** Tables of sums over entities, as they stand now. */
export interface RollupTables {
  rollup_counts: RollupCountsRow;
  level_counts: LevelCountsRow;
}

/** The columns of {@link RollupTables}. */
export const rollupColumns: TableColumns<RollupTables> = {
  rollup_counts: {
    definition_id: 'integer',
    check_key: 'integer',
    owner_set_id: 'integer',
    outcome: 'text',
    count: 'integer',
  },
  level_counts: {
    definition_id: 'integer',
    owner_set_id: 'integer',
    tier: 'integer',
    level: 'integer',
    target_level: 'integer',
    on_target: 'boolean',
    enough_data: 'boolean',
    count: 'integer',
  },
};
