import { Knex } from 'knex';
import { bulkUpsert } from '../database/operations/bulk';
import { rawRows } from '../database/rawRows';
import { GroupClosurePeriodsRow, GroupClosureRow } from '../database/tables';

/**
 * Writes down which pairs of the closure begin and end. Periods are half-open, never empty, and those of a
 * pair follow each other; a pair that is open is not opened again. Three statements.
 *
 * @param trx - The transaction that wrote `group_closure`.
 * @param options - `added` and `gone`: pairs; `at`: when.
 */
export async function writeClosurePeriods(
  trx: Knex.Transaction,
  options: {
    added: readonly GroupClosureRow[];
    gone: readonly GroupClosureRow[];
    at: Date;
    /** What comes was there from the beginning: the catalog is read for the first time. */
    isInitial: boolean;
  },
): Promise<void> {
  const at = options.at.getTime();
  const [{ known }] = await rawRows<{ known: unknown }>(
    trx,
    'select exists (select 1 from group_closure_periods) as known',
  );
  const isFirst = !known || options.isInitial;
  // Whoever writes at the same time may have a clock that is a little ahead.
  const latest = await rawRows<GroupClosurePeriodsRow>(
    trx,
    `select * from group_closure_periods where until_at is null or until_at > ?`,
    [isFirst ? 0 : at],
  );
  const open = new Map<string, GroupClosurePeriodsRow>();
  const ends = new Map<string, number>();
  for (const row of latest) {
    if (row.until_at === null) {
      open.set(keyOf(row), row);
    } else {
      ends.set(
        keyOf(row),
        Math.max(Number(row.until_at), ends.get(keyOf(row)) ?? 0),
      );
    }
  }
  const beginning = (end: number | undefined) =>
    isFirst && end === undefined ? 0 : Math.max(at, end ?? 0);
  await bulkUpsert(trx, {
    table: 'group_closure_periods',
    key: ['ancestor_ref', 'descendant_ref', 'from_at'],
    rows: [
      ...options.gone.flatMap(pair => {
        const row = open.get(keyOf(pair));
        const from = Number(row?.from_at);
        return row
          ? [{ ...row, from_at: from, until_at: Math.max(at, from + 1) }]
          : [];
      }),
      ...options.added.flatMap(pair =>
        open.has(keyOf(pair))
          ? []
          : [
              {
                ...pair,
                from_at: beginning(ends.get(keyOf(pair))),
                until_at: null,
              },
            ],
      ),
    ],
  });
}

function keyOf({ ancestor_ref, descendant_ref }: GroupClosureRow): string {
  return `${ancestor_ref} ${descendant_ref}`;
}
