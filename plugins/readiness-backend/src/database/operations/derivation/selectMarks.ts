import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { rawRows } from '../../rawRows';
import { DerivationMarksRow } from '../../tables';
import { everything } from './markForDerivation';

/** Changes that one derivation takes up together. */
export interface MarkPage {
  /** To be deleted once all that they ask for is written. */
  ids: string[];
  /** Refs that changed; 'all' where everything is to be derived. */
  refs: string[] | 'all';
}

/**
 * Reads changes that are due, those that ask for everything first: the others of the page are done
 * with them. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `due`: the present; `limit`: at most so many.
 */
export async function selectMarks(
  knex: Knex | Knex.Transaction,
  options: { collector: string; due: Date; limit: number },
): Promise<MarkPage> {
  const rows = await rawRows<Pick<DerivationMarksRow, 'id' | 'ref'>>(
    knex,
    `select id, ref from derivation_marks
     where collector = ? and due_at <= ?
     order by case when ref = '' then 0 else 1 end, id limit ?`,
    [options.collector, options.due.getTime(), options.limit],
  );
  return {
    ids: rows.map(row => String(row.id)),
    refs: rows.some(row => row.ref === everything)
      ? 'all'
      : [...new Set(rows.map(row => row.ref))],
  };
}

/**
 * When the oldest change that is due was due, by derived fact. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @returns Epoch milliseconds; facts without such a change are absent.
 */
export async function selectDueMarks(
  knex: Knex | Knex.Transaction,
  options: { due: Date },
): Promise<Map<string, number>> {
  const rows = await rawRows<{ collector: string; oldest: number | string }>(
    knex,
    `select collector, min(due_at) as oldest from derivation_marks
     where due_at <= ? group by collector`,
    [options.due.getTime()],
  );
  return new Map(rows.map(row => [row.collector, Number(row.oldest)]));
}

/**
 * Deletes changes that are derived now, by key: one that was committed meanwhile may have a lower
 * one. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - From {@link selectMarks}.
 */
export async function deleteMarks(
  knex: Knex | Knex.Transaction,
  { ids }: Pick<MarkPage, 'ids'>,
): Promise<void> {
  if (ids.length) {
    const isPg = databaseCapabilities(knex).client === 'pg';
    await rawRows(
      knex,
      `delete from derivation_marks where id ${
        isPg ? '= any(?::bigint[])' : 'in (select value from json_each(?))'
      }`,
      [isPg ? ids : `[${ids.join(',')}]`],
    );
  }
}
