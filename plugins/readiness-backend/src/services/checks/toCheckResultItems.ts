import {
  CheckResultItem,
  Outcome,
} from '@team-readiness/backstage-plugin-readiness-common';
import { CheckOutcomeRow } from '../../database/operations/reading';
import { PackedResult, unpackResults } from '../../database/operations/results';
import { readOwners } from '../reading/entityRefs';
import { ReadableCheck } from '../reading/ReadableScorecards';

/**
 * Rows of a list of results, as the API shows them. A pass has no row of its
 * own and is looked up in the packed results; an entity that was not evaluated
 * since the check became active has no answer there, and is left out.
 */
export function toCheckResultItems(
  rows: readonly CheckOutcomeRow[],
  check: ReadableCheck,
): CheckResultItem[] {
  return rows.flatMap(row => {
    const result = findResult(row, check);
    return result
      ? [
          {
            ref: row.ref,
            kind: row.kind,
            namespace: row.namespace,
            name: row.name,
            title: row.title,
            type: row.type,
            tier: row.tier,
            owners: readOwners(row.owners),
            // Only outcomes are written.
            outcome: row.outcome as Outcome,
            since: new Date(result.since).toISOString(),
            counts: result.counts && !row.in_grace,
          },
        ]
      : [];
  });
}

function findResult(
  row: CheckOutcomeRow,
  check: ReadableCheck,
): Pick<PackedResult, 'since' | 'counts'> | undefined {
  if (row.since !== null) {
    return { since: Number(row.since), counts: Boolean(row.counts) };
  }
  return row.packed === null
    ? undefined
    : unpackResults(row.packed).find(({ checkKey }) => checkKey === check.key);
}
