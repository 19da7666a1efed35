import { StoredNumber, TableColumns } from './TableColumns';

/** The sorted owner refs of an entity; the set without members means unowned. */
export interface OwnerSetsRow {
  id: number;
  /** Refs joined by a comma; '' for the empty set. */
  owners: string;
}

/** One owner of an owner set. */
export interface OwnerSetMembersRow {
  owner_set_id: number;
  owner_ref: string;
}

/** The owners of an entity, by time. Periods of an entity follow each other; there is none while it is gone. */
export interface OwnershipPeriodsRow {
  entity_id: number;
  /** 0: as long as anything is known. */
  from_at: StoredNumber;
  /** Null: still. */
  until_at: StoredNumber | null;
  owner_set_id: number;
  /** When these owners took it over; null: they made it. */
  owner_since: StoredNumber | null;
}

/** A group and each group below it, itself included. */
export interface GroupClosureRow {
  ancestor_ref: string;
  descendant_ref: string;
}

/** Which group was below which, itself included, by time. */
export interface GroupClosurePeriodsRow {
  ancestor_ref: string;
  descendant_ref: string;
  /** 0: as long as anything is known. */
  from_at: StoredNumber;
  /** Null: still. */
  until_at: StoredNumber | null;
}

/** Tables of who owns what, and which group is below which, now and by time. */
export interface OwnershipTables {
  owner_sets: OwnerSetsRow;
  owner_set_members: OwnerSetMembersRow;
  ownership_periods: OwnershipPeriodsRow;
  group_closure: GroupClosureRow;
  group_closure_periods: GroupClosurePeriodsRow;
}

/** The columns of {@link OwnershipTables}. */
export const ownershipColumns: TableColumns<OwnershipTables> = {
  owner_sets: {
    id: 'integer',
    owners: 'text',
  },
  owner_set_members: {
    owner_set_id: 'integer',
    owner_ref: 'text',
  },
  ownership_periods: {
    entity_id: 'integer',
    from_at: 'bigint',
    until_at: 'bigint',
    owner_set_id: 'integer',
    owner_since: 'bigint',
  },
  group_closure: {
    ancestor_ref: 'text',
    descendant_ref: 'text',
  },
  group_closure_periods: {
    ancestor_ref: 'text',
    descendant_ref: 'text',
    from_at: 'bigint',
    until_at: 'bigint',
  },
};
